"""The page of `qixian simulate --html`, opened in a real browser.

A headless Chromium loads the page from the disk. Nothing may leave it; the plots must be there, in
both languages, on a wide and a narrow screen, light, dark and printed, with text that can be read.
What is measured is measured in the browser, by a script that is put into a copy of the page.

A machine without Chromium fails here, for a page that nobody opened is not known to work. Only
QIXIAN_NO_BROWSER=1 leaves these tests out.
"""
import base64
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from support import run

MODEL = """\
name = "county <b>bureau</b> & \\"friends\\""
about = "Two clerks; <script>alert(1)</script>"
years = [YEARS]
[arrivals]
per_year = 240
rest_day = 0.4
[[class]]
applicant = "natural_person"
outcomes = { granted = 40, not_held = 25, repeated = 3 }
[[class]]
applicant = "business"
share = 0.2
outcomes = { granted = 4, not_held = 2 }
[[team]]
name = "desk"
people = 2
[[step]]
name = "handle"
team = "desk"
work_hours = { lognormal = { mean = 9, deviation = 6 } }
"""

SCENARIOS = """\
[[scenario]]
name = "busier"
about = "arrivals + 30 %"
change = { "arrivals.per_year" = "*1.3" }
[[scenario]]
name = "one-less-and-a-name-as-long-as-an-analyst-may-well-give-it"
change = { "team.desk.people" = "-1" }
[[scenario]]
name = "limit 15 days"
change = { "rules.reply_working_days" = 15 }
"""

#: Offices so like the base that the ends of some intervals round to zero, from below too.
ALIKE = "".join(f'''[[scenario]]
name = "away {share}"
change = {{ "team.desk.absent_share" = "+{share}" }}
''' for share in ("0.0001", "0.001", "0.003", "0.01", "0.03")) + "".join(f'''[[scenario]]
name = "more {share}"
change = {{ "arrivals.per_year" = "*{share}" }}
''' for share in ("1.002", "1.005", "1.01", "1.02"))

#: Browsers ask for their own updates; none of that may be taken for the page's doing.
QUIET = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-default-apps",
         "--disable-extensions", "--no-first-run", "--no-default-browser-check",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
         "--disable-features=Translate,OptimizationHints,MediaRouter", "--hide-scrollbars"]

#: Runs in a copy of the page and tells the page around it what it sees.
MEASURE = r"""
function seen(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter(r => r.width > 0 && r.height > 0);
}
function channels(colour) {
  const found = colour.match(/[\d.]+/g).map(Number);
  return found.length < 4 ? [...found, 1] : found;
}
function over(top, below) {
  const a = top[3];
  return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(1);
}
function light(colour) {
  const [r, g, b] = colour.map(c => c / 255)
    .map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}
function ground(element) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const c = channels(getComputedStyle(e).backgroundColor);
    if (c[3] > 0) layers.push(c);
    if (c[3] === 1) break;
  }
  let result = [255, 255, 255, 1];
  for (const layer of layers.reverse()) result = over(layer, result);
  return result;
}
function contrast(a, b) {
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + .05) / (Math.min(x, y) + .05);
}
function texts() {
  const out = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.trim();
    const element = node.parentElement;
    // What lies in a closed <details> has a place, but nobody sees it.
    if (!element.checkVisibility()) continue;
    if (!words || ["SCRIPT", "STYLE", "title", "desc"].includes(element.tagName)) continue;
    const rects = seen(node);
    if (!rects.length) continue;
    const style = getComputedStyle(element);
    const svg = element instanceof SVGElement;
    const stretch = svg ? Math.min(Math.abs(element.getScreenCTM().a),
                                   Math.abs(element.getScreenCTM().d)) : 1;
    const back = ground(svg ? element.ownerSVGElement : element);
    out.push({words, svg, element, rects,
              size: parseFloat(style.fontSize) * stretch,
              contrast: contrast(over(channels(svg ? style.fill : style.color), back), back),
              scrolls: !!element.closest(".scroll"),
              language: (element.closest(".zh, .en") || {}).lang || ""});
  }
  return out;
}
// Two texts lie on each other where their boxes meet; a box is higher than the ink in it.
function laps(all) {
  const boxes = all.flatMap(t => t.rects.map(r => ({
    words: t.words, left: r.left + 1, right: r.right - 1,
    top: r.top + r.height * .28, bottom: r.bottom - r.height * .28})))
    .sort((a, b) => a.top - b.top);
  const out = [];
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom; ++j) {
      const b = boxes[j];
      if (a.left < b.right && b.left < a.right) out.push(a.words + " / " + b.words);
    }
  });
  return out;
}
function ink(glyph) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext("2d");
  pen.font = "32px " + getComputedStyle(document.querySelector("h2")).fontFamily;
  pen.fillText(glyph, 4, 32);
  return [...pen.getImageData(0, 0, 40, 40).data].filter((_, i) => i % 4 === 3)
    .map(a => a > 128 ? 1 : 0).join("");
}
function measured() {
  const all = texts();
  const right = document.documentElement.clientWidth + .5;
  return {
    width: innerWidth,
    page_width: document.documentElement.scrollWidth,
    texts: all.length,
    svg_texts: all.filter(t => t.svg).length,
    svg_texts_wide: [...document.querySelectorAll("text.axis")]
      .filter(t => t.getBBox().width > 0).length,
    smallest: all.reduce((a, b) => a.size < b.size ? a : b),
    faintest: all.reduce((a, b) => a.contrast < b.contrast ? a : b),
    outside: all.filter(t => !t.scrolls &&
      t.rects.some(r => r.left < -.5 || r.right > right)).map(t => t.words),
    laps: laps(all),
    words: all.map(t => t.words),
    languages: [...new Set(all.map(t => t.language))],
    heading: document.querySelector("h1").textContent,
    injected: document.querySelectorAll("h1 b, .about script, section script").length,
    figures: [...document.querySelectorAll("figure")].map(f => ({
      heading: f.querySelector("h3").innerText,
      reading: f.querySelector(".reading").innerText,
      drawings: [...f.querySelectorAll("svg[role=img]")].filter(s => s.checkVisibility()).map(s => ({
        title: (s.querySelector(":scope > title") || {}).textContent || "",
        desc: (s.querySelector(":scope > desc") || {}).textContent || "",
        width: s.getBoundingClientRect().width, height: s.getBoundingClientRect().height,
        marks: [...s.querySelectorAll("path, circle, rect:not(.rest), line.whisker")].map(m => {
            const b = m.getBBox();
            return {kind: m.getAttribute("class"), width: b.width, height: b.height};
          })
      }))
    })),
    holidays: [...document.querySelectorAll("text.holiday")]
      .filter(t => t.getBBox().width > 0).map(t => t.textContent),
    rest_days: document.querySelectorAll("rect.rest").length,
    made_up: document.querySelectorAll("svg .made").length,
    nav: seen(document.querySelector("nav")).length,
    scripts: document.querySelectorAll("script").length - 1,
    ink: {qi: ink("期"), xian: ink("限"), none: ink("\u{10FFFD}"), blank: ink(" ")},
  };
}
document.querySelectorAll("details").forEach(d => d.open = OPENED);
document.getElementById("show-" + LANGUAGE).checked = true;
addEventListener("load", () => {
  let said;
  try {
    said = measured();
  } catch (why) {
    said = {error: why.stack};
  }
  const out = parent.document.createElement("pre");
  out.id = "measured";
  out.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(said,
    (key, value) => key === "element" || key === "rects" ? undefined : value))));
  parent.document.body.appendChild(out);
});
"""


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise AssertionError("no Chromium: install Debian's `chromium` and `fonts-noto-cjk`, or set "
                         "QIXIAN_NO_BROWSER=1 to leave the page unopened")


@unittest.skipIf(os.environ.get("QIXIAN_NO_BROWSER") == "1", "QIXIAN_NO_BROWSER=1")
class SimulatePageTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.browser = browser()
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = held.name
        cls.known = {}
        cls.page = cls.made("page", MODEL.replace("YEARS", "2026, 2026") + SCENARIOS, "zh")

    @classmethod
    def made(cls, name, model, language, replications=40, seed=5):
        """The page of a model."""
        source = cls.file(name + ".toml", model)
        page = os.path.join(cls.folder, name + ".html")
        got = run("simulate", source, "--replications", replications, "--seed", seed,
                  "--html", page, "--lang", language)
        if got.code != 0 and not os.path.exists(page):
            raise AssertionError(got.err)
        with open(page, encoding="utf-8") as held:
            return held.read()

    @classmethod
    def file(cls, name, text):
        path = os.path.join(cls.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    # --- the browser ----------------------------------------------------------------------------

    def opened(self, path, *flags):
        """What the browser prints of the file at `path`."""
        with tempfile.TemporaryDirectory() as profile:
            done = subprocess.run([self.browser, *QUIET, "--user-data-dir=" + profile, *flags,
                                   "file://" + path],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                                  check=False)
        self.assertEqual(0, done.returncode, done.stderr.decode(errors="replace"))
        return done.stdout.decode("utf-8")

    def measured(self, page, language, width=1200, **how):
        """The page as it stands on a screen (or on paper) of `width`; each once."""
        key = (page, language, width, *sorted(how.items()))
        if key not in self.known:
            self.known[key] = self.measure(page, language, width, **how)
        return self.known[key]

    def measure(self, page, language, width, dark=False, printed=False, details=False):
        copy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        self.assertNotEqual(copy, page, "the page has no Content-Security-Policy")
        if dark:
            copy = self.replaced(copy, "@media screen and (prefers-color-scheme:dark)",
                                 "@media screen")
        if printed:
            # Print rules hold here, and those for screens do not.
            copy = self.replaced(copy, "@media screen and", "@media print and")
            copy = self.replaced(copy, "@media print{", "@media all{")
        script = MEASURE.replace("LANGUAGE", f'"{language}"').replace(
            "OPENED", "true" if details else "false")
        copy = self.replaced(copy, "</body>", f"<script>{script}</script></body>")
        # The frame has the width that is wanted; a window has a least one.
        around = self.file("around.html",
                           "<!doctype html><body style='margin:0'><iframe style='border:0' "
                           f"width={width} height=9000 srcdoc=\"{html.escape(copy)}\"></iframe>")
        shown = self.opened(around, "--window-size=1300,9000", "--dump-dom")
        found = re.search(r'<pre id="measured">([^<]*)</pre>', shown)
        self.assertTrue(found, "the page was not measured")
        said = json.loads(base64.b64decode(found[1]).decode("utf-8"))
        self.assertNotIn("error", said)
        self.assertEqual(width, said["width"])
        return said

    def replaced(self, text, old, new):
        self.assertIn(old, text)
        return text.replace(old, new)

    def requests(self, path):
        """Every address that the browser asked for while it showed the page."""
        with tempfile.TemporaryDirectory() as folder:
            log = os.path.join(folder, "net.json")
            self.opened(path, "--log-net-log=" + log, "--virtual-time-budget=3000", "--dump-dom")
            with open(log, encoding="utf-8") as held:
                events = json.load(held)["events"]
        # What the browser wants for itself comes from no origin; every request of a page names one.
        return sorted({e["params"]["url"] for e in events
                       if isinstance(e.get("params"), dict) and "url" in e["params"]
                       and e["params"].get("initiator", "not an origin") != "not an origin"})

    # --- nothing leaves ---------------------------------------------------------------------------

    def test_no_request_leaves_the_page(self):
        path = self.file("alone.html", self.page)
        self.assertEqual([], self.requests(path))

    def test_the_watch_over_requests_sees_one_and_the_policy_of_the_page_stops_it(self):
        outside = "http://127.0.0.1:9/picture.png"
        image = f'<img src="{outside}"><script src="{outside}.js"></script></body>'
        kept = self.replaced(self.page, "</body>", image)
        without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", kept)
        self.assertEqual([outside, outside + ".js"],
                         self.requests(self.file("without.html", without)))
        self.assertEqual([], self.requests(self.file("kept.html", kept)))

    def test_nothing_in_the_page_names_another_place(self):
        self.assertEqual([], re.findall(r"https?:|\burl\(|@import|<script|<link|<iframe|<img|\bsrc=|"
                                        r"[\"'(]//", self.page))
        self.assertEqual([], [h for h in re.findall(r'href="([^"]*)"', self.page)
                              if not h.startswith("#")])
        self.assertIn("default-src 'none'", self.page)

    # --- the plots --------------------------------------------------------------------------------

    def test_five_plots_are_drawn_and_each_says_in_words_what_it_shows(self):
        for language in ("zh", "en"):
            said = self.measured(self.page, language)
            self.assertEqual(5, len(said["figures"]))
            for figure in said["figures"]:
                self.assertTrue(figure["heading"])
                self.assertGreater(len(figure["reading"]), 20)
                self.assertRegex(figure["reading"], r"\d")
                self.assertTrue(figure["drawings"])
                for drawing in figure["drawings"]:
                    self.assertTrue(drawing["title"] and drawing["desc"])
                    self.assertGreater(drawing["width"], 300)
                    self.assertGreater(drawing["height"], 30)
                    self.assertTrue(drawing["marks"])
                    for mark in drawing["marks"]:
                        self.assertGreater(mark["width"] + mark["height"], 0, mark)
            by_day = said["figures"][2]
            self.assertEqual(4, len(by_day["drawings"]))
            means = [m for d in by_day["drawings"] for m in d["marks"] if m["kind"] == "mean"]
            self.assertEqual(4, len(means))
            for mean in means:
                self.assertGreater(mean["width"], 360)  # one point a day
                self.assertGreater(mean["height"], 1)

    def test_the_holidays_of_the_year_are_named_and_made_up_weekends_ticked(self):
        said = self.measured(self.page, "zh")
        for name in ("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节"):
            self.assertIn(name, said["holidays"])
        english = self.measured(self.page, "en")["holidays"]
        for name in ("New Year", "Spring Festival", "Qingming", "Labour Day", "National Day"):
            self.assertIn(name, english)
        # The notice for 2026: seven arrangements, six weekend days worked; in twelve panels.
        self.assertEqual(12 * 7, said["rest_days"])
        self.assertEqual(12 * 6, said["made_up"])

    # --- legible ----------------------------------------------------------------------------------

    def legible(self, said, what, least=11.0):
        with self.subTest(what):
            self.assertGreater(said["texts"], 150)
            self.assertGreaterEqual(said["smallest"]["size"], least, said["smallest"])
            self.assertGreaterEqual(said["faintest"]["contrast"], 4.5, said["faintest"])
            self.assertEqual([], said["outside"])
            self.assertLessEqual(said["page_width"], said["width"])
            self.assertEqual([], said["laps"])

    def test_text_is_legible_in_both_languages_on_every_screen(self):
        for language in ("zh", "en"):
            for width in (1200, 390):
                for dark in (False, True):
                    said = self.measured(self.page, language, width, dark=dark, details=not dark)
                    self.legible(said, f"{language} {width} {'dark' if dark else 'light'}")

    def test_the_measure_bites(self):
        """A check that sees nothing would pass for ever."""
        def spoilt(style, width=1200):
            return self.measured(self.page.replace("</style>", style + "</style>"), "en", width)
        self.assertLess(spoilt("text.axis{font-size:9px}")["smallest"]["size"], 11)
        self.assertLess(spoilt("text.axis{fill:#aaa}")["faintest"]["contrast"], 4.5)
        self.assertLess(spoilt(".note{color:#999}")["faintest"]["contrast"], 4.5)
        self.assertTrue(spoilt("h3{white-space:nowrap;width:2000px;text-align:right}")["outside"])
        self.assertTrue(spoilt("text.wide{display:inline!important}", 390)["laps"])

    def test_each_language_stands_alone_and_is_drawn(self):
        chinese = self.measured(self.page, "zh")
        self.assertNotIn("Open applications by day", chinese["words"])
        self.assertIn("每日待办申请", chinese["words"])
        english = self.measured(self.page, "en")
        self.assertIn("Open applications by day", english["words"])
        # Nothing of the model is Chinese here; the button for the other language is.
        self.assertEqual(["中文"], [w for w in english["words"] if re.search("[一-鿿]", w)])
        ink = chinese["ink"]
        self.assertEqual(4, len(set(ink.values())), "characters look alike: no font has them")
        self.assertGreater(ink["qi"].count("1"), 100)

    def test_the_language_of_the_command_is_shown_first(self):
        english = self.made("english", MODEL.replace("YEARS", "2026, 2026"), "en")
        self.assertIn('<html lang="en">', english)
        self.assertRegex(english, r'id="show-en" checked')
        self.assertIn('<html lang="zh-Hans">', self.page)
        self.assertRegex(self.page, r'id="show-zh" checked')

    # --- on paper ---------------------------------------------------------------------------------

    def test_it_prints_on_a4_in_one_language(self):
        path = self.file("print.html", self.page)
        paper = os.path.join(self.folder, "page.pdf")
        self.opened(path, "--no-pdf-header-footer", "--print-to-pdf=" + paper)
        with open(paper, "rb") as held:
            data = held.read()
        self.assertTrue(data.startswith(b"%PDF"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", data)), 3)
        for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", data):
            left, bottom, right, top = map(float, box.split())
            self.assertAlmostEqual(595.3, right - left, delta=1)
            self.assertAlmostEqual(841.9, top - bottom, delta=1)
        # 210 mm less two margins of 13 mm.
        for language, lang in (("zh", "zh-Hans"), ("en", "en")):
            said = self.measured(self.page, language, 695, printed=True)
            self.assertEqual({"", lang}, set(said["languages"]))
            self.assertEqual(0, said["nav"])
            self.legible(said, "printed " + language)

    # --- what it says -----------------------------------------------------------------------------

    def test_words_of_the_model_are_words_and_nothing_else(self):
        said = self.measured(self.page, "en")
        self.assertEqual('county <b>bureau</b> & "friends"', said["heading"])
        self.assertEqual(0, said["injected"])
        self.assertIn("Two clerks; <script>alert(1)</script>", said["words"])

    def test_every_number_is_a_number(self):
        near = MODEL.replace("per_year = 240", "per_year = 400").replace("YEARS", "2026, 2026")
        # Where hardly anybody writes there is nothing to divide by.
        empty = MODEL.replace("per_year = 240", "per_year = 0.2").replace("YEARS", "2026, 2027")
        for model, replications, seed in ((near + ALIKE, 3, 1), (near + ALIKE, 5, 6),
                                          (empty, 2, 1)):
            page = self.made("numbers", model, "en", replications, seed)
            said = self.measured(page, "en", details=True)
            self.assertEqual([], re.findall(r"\b(?:nan|inf)\b|[-−]0(?:\.0+)?(?![\d.])",
                                            " ".join(said["words"])))
            self.assertEqual(0, len(said["figures"]) % 5)

    def test_what_must_be_known_first_stands_on_top(self):
        text = " ".join(self.measured(self.page, "en")["words"])
        top = text[:text.index("2026 at a glance")]
        self.assertIn("one-less-and-a-name-as-long-as-an-analyst-may-well-give-it: unstable.", top)
        self.assertIn("limit 15 days: other rules than those in force.", top)
        self.assertIn("15 working days to reply (the law: 20)", top)
        self.assertNotIn("busier: unstable", top)
        self.assertNotIn("refused", top)
        far = self.made("far", MODEL.replace("YEARS", "2031, 2032"), "zh")
        text = " ".join(self.measured(far, "zh")["words"])
        self.assertRegex(text[:text.index("2031年概况")], "2031、2032(、2033)?年放假安排尚未公布")
        self.assertEqual(10, len(self.measured(far, "zh")["figures"]))

    def test_a_difference_is_marked_where_it_is_more_than_chance(self):
        said = self.measured(self.page, "en")["words"]
        self.assertIn("▲ more", said)
        self.assertIn("= the same", said)  # a shorter limit does not change what is carried over
        alone = self.made("alone", MODEL.replace("YEARS", "2026, 2026"), "en")
        self.assertNotIn("What changes", self.measured(alone, "en")["words"])

    def test_table_3_has_every_row_with_mean_and_range(self):
        words = self.measured(self.page, "en", details=True)["words"]
        self.assertIn("3.7 total of results", words)
        self.assertIn("4 carried over to next year", words)
        self.assertIn("natural person", words)


if __name__ == "__main__":
    unittest.main()
