"""Readers of event logs for tools, written from the standards and from nothing of ours: XES (IEEE 1849-2016:
its XML schema and its clauses on extensions, globals, classifiers and the standard life cycle) and OCEL 2.0
in JSON. They take what the standards take, and say what is wrong with anything else (`Broken`)."""
import datetime
import json
import re
import xml.etree.ElementTree as ElementTree

XES = "http://www.xes-standard.org/"
NAME_START = ("A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
              "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff")
NAME_MORE = NAME_START + r"\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
NAME = re.compile(f"[:{NAME_START}][:{NAME_MORE}]*")
NCNAME = re.compile(f"[{NAME_START}][{NAME_MORE}]*")
DATE_TIME = re.compile(r"-?\d{4,}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?")
DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
DOUBLE = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN")

#: Attributes of the standard extensions: the type of each, and the elements that may have it.
STANDARD = {
    "concept": {"name": ("string", {"log", "trace", "event"}), "instance": ("string", {"event"})},
    "time": {"timestamp": ("date", {"event"})},
    "lifecycle": {"model": ("string", {"log"}), "transition": ("string", {"event"}),
                  "state": ("string", {"event"})},
    "org": {"resource": ("string", {"event"}), "role": ("string", {"event"}),
            "group": ("string", {"event"})},
}
TRANSITIONS = {"assign", "ate_abort", "autoskip", "complete", "manualskip", "pi_abort", "reassign", "resume",
               "schedule", "start", "suspend", "unknown", "withdraw"}


class Broken(Exception):
    """What is wrong, in words of the standard; `kind` is one word for it."""

    def __init__(self, kind, about=""):
        super().__init__(f"{kind}: {about}")
        self.kind = kind


def need(holds, kind, about=""):
    if not holds:
        raise Broken(kind, about)


def is_date_time(text):
    found = DATE_TIME.fullmatch(text)
    if not found:
        return False
    month, day, hour, minute, second = map(int, found.groups()[:5])
    return 1 <= month <= 12 and 1 <= day <= 31 and hour <= 24 and minute <= 59 and second <= 59


def is_long(text):
    return re.fullmatch(r"[+-]?\d+", text) is not None and -2**63 <= int(text) < 2**63


VALUES = {
    "string": lambda text: True,
    "id": lambda text: True,
    "date": is_date_time,
    "int": is_long,
    "float": lambda text: DOUBLE.fullmatch(text) is not None,
    "boolean": lambda text: text in ("true", "false", "1", "0"),
}


class XesLog:
    """A log, its traces and its events, each with `attributes`: key to (type, value)."""

    def __init__(self, content):
        try:
            root = ElementTree.fromstring(content)
        except ElementTree.ParseError as why:
            raise Broken("not_well_formed", str(why)) from None
        need(root.tag == f"{{{XES}}}log", "no_log", root.tag)
        need(DECIMAL.fullmatch(root.get("xes.version", "")), "no_version", root.get("xes.version"))
        need(set(root.attrib) <= {"xes.version", "xes.features"}, "foreign_attribute", root.attrib)
        self.version = root.get("xes.version")
        self.prefixes, self.globals, self.classifiers = {}, {}, {}
        self.attributes, self.traces, self.events = {}, [], []
        at = 0
        for child in root:
            # Extensions, globals, classifiers, attributes, traces, events: in this order.
            name = self.local(child)
            place = {"extension": 0, "global": 1, "classifier": 2, "trace": 4, "event": 5}.get(name, 3)
            need(place >= at, "out_of_order", name)
            at = place
            if name == "extension":
                self.take_extension(child)
            elif name == "global":
                self.take_global(child)
            elif name == "classifier":
                self.take_classifier(child)
            elif name == "trace":
                self.traces.append(self.trace_of(child))
            elif name == "event":
                self.events.append(self.attributes_of([child], "event", "event")[0])
            else:
                self.take_attribute(child, self.attributes, "log")

    @staticmethod
    def local(element):
        space, _, name = element.tag.rpartition("}")
        need(space == "{" + XES, "foreign_element", element.tag)
        need(not (element.text or "").strip() and not (element.tail or "").strip(), "text_between",
             element.text)
        return name

    def take_extension(self, element):
        for key in ("name", "prefix"):
            need(NCNAME.fullmatch(element.get(key, "")), "extension_incomplete", key)
        need(element.get("uri"), "extension_incomplete", "uri")
        need(element.get("prefix") not in self.prefixes, "extension_twice", element.get("prefix"))
        self.prefixes[element.get("prefix")] = element.get("uri")

    def take_global(self, element):
        scope = element.get("scope", "event")
        need(scope in ("trace", "event") and scope not in self.globals, "global_scope", scope)
        held = {}
        for child in element:
            self.local(child)
            self.take_attribute(child, held, scope)
        self.globals[scope] = held

    def take_classifier(self, element):
        scope = element.get("scope", "event")
        need(NCNAME.fullmatch(element.get("name", "")) and element.get("keys"), "classifier_incomplete",
             element.attrib)
        keys = element.get("keys").split(" ")
        for key in keys:
            need(key in self.globals.get(scope, {}), "classifier_not_global", key)
        self.classifiers[element.get("name")] = keys

    def take_attribute(self, element, held, of):
        kind = self.local(element)
        need(kind in VALUES, "unknown_element", kind)
        key, value = element.get("key"), element.get("value")
        need(set(element.attrib) <= {"key", "value"}, "foreign_attribute", element.attrib)
        need(key is not None and NAME.fullmatch(key), "key_is_no_name", key)
        need(key not in held, "key_twice", key)
        need(value is not None and VALUES[kind](value), "value_of_another_type", f"{key}={value}")
        prefix, colon, rest = key.rpartition(":")
        if colon:
            need(prefix in self.prefixes, "extension_not_declared", key)
            known = STANDARD.get(prefix, {})
            need(not known or rest in known, "not_of_the_extension", key)
            if known:
                type_of_it, places = known[rest]
                need(kind == type_of_it, "value_of_another_type", key)
                need(of in places, "not_of_the_extension", f"{key} of a {of}")
        if key == "lifecycle:transition" and self.attributes.get("lifecycle:model", ("", ""))[1] == "standard":
            need(value in TRANSITIONS, "transition_unknown", value)
        held[key] = (kind, value)
        nested = {}
        for child in element:
            self.take_attribute(child, nested, "meta")

    def attributes_of(self, elements, name, of):
        out = []
        for element in elements:
            need(self.local(element) == name, "unknown_element", element.tag)
            held = {}
            for child in element:
                self.take_attribute(child, held, of)
            out.append({**self.globals.get(of, {}), **held})
        return out

    def trace_of(self, element):
        held, events = {}, []
        for child in element:
            if self.local(child) == "event":
                events += self.attributes_of([child], "event", "event")
            else:
                need(not events, "out_of_order", child.tag)
                self.take_attribute(child, held, "trace")
        return {"attributes": {**self.globals.get("trace", {}), **held}, "events": events}


# --- OCEL 2.0 -------------------------------------------------------------------------------------

def is_ocel_time(value):
    if not isinstance(value, str) or not is_date_time(value):
        return False
    try:
        datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        return True
    except ValueError:
        return False


OCEL_VALUES = {
    "string": lambda v: isinstance(v, str),
    "time": is_ocel_time,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "float": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
}


def no_key_twice(pairs):
    held = dict(pairs)
    need(len(held) == len(pairs), "key_twice", [k for k, _ in pairs])
    return held


class OcelLog:
    """Events and objects by id, with attributes by name, and relationships as (object, qualifier)."""

    def __init__(self, content):
        try:
            document = json.loads(content, object_pairs_hook=no_key_twice)
        except (ValueError, UnicodeDecodeError) as why:
            raise Broken("not_json", str(why)) from None
        need(isinstance(document, dict), "no_log")
        for key in ("eventTypes", "objectTypes", "events", "objects"):
            need(isinstance(document.get(key), list), "part_missing", key)
        self.event_types = self.types_of(document["eventTypes"])
        self.object_types = self.types_of(document["objectTypes"])
        self.objects, self.events = {}, {}
        for each in document["objects"]:
            self.take(each, self.objects, self.object_types, of_events=False)
        for each in document["events"]:
            need(is_ocel_time(each.get("time")), "time_is_none", each.get("time"))
            self.take(each, self.events, self.event_types, of_events=True)
        for each in [*self.objects.values(), *self.events.values()]:
            for target, _ in each["relationships"]:
                need(target in self.objects, "object_missing", target)

    @staticmethod
    def types_of(listed):
        types = {}
        for each in listed:
            need(isinstance(each.get("name"), str) and isinstance(each.get("attributes"), list),
                 "type_incomplete", each)
            need(each["name"] not in types, "type_twice", each["name"])
            held = types[each["name"]] = {}
            for attribute in each["attributes"]:
                need(isinstance(attribute.get("name"), str), "type_incomplete", attribute)
                need(attribute.get("type") in OCEL_VALUES, "attribute_type_unknown", attribute)
                need(attribute["name"] not in held, "type_twice", attribute)
                held[attribute["name"]] = attribute["type"]
        return types

    @staticmethod
    def take(each, held, types, of_events):
        need(isinstance(each.get("id"), str) and isinstance(each.get("type"), str), "id_missing", each)
        need(each["id"] not in held, "id_twice", each["id"])
        need(each["type"] in types, "type_not_declared", each["type"])
        known, attributes = types[each["type"]], {}
        for attribute in each.get("attributes", []):
            need(attribute.get("name") in known, "attribute_not_declared", attribute)
            need("value" in attribute and OCEL_VALUES[known[attribute["name"]]](attribute["value"]),
                 "value_of_another_type", attribute)
            if not of_events:
                need(is_ocel_time(attribute.get("time")), "time_is_none", attribute)
            need(not of_events or attribute["name"] not in attributes, "attribute_twice", attribute)
            attributes[attribute["name"]] = attribute["value"]
        relationships = []
        for relation in each.get("relationships", []):
            need(isinstance(relation.get("objectId"), str) and isinstance(relation.get("qualifier"), str),
                 "relationship_incomplete", relation)
            relationships.append((relation["objectId"], relation["qualifier"]))
        held[each["id"]] = {"type": each["type"], "time": each.get("time"), "attributes": attributes,
                            "relationships": relationships}
