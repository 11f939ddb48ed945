"""Bytes of SQLite pages as somebody hostile would set them: trees, cells and overflow that lead in circles.

The format is that of https://www.sqlite.org/fileformat2.html. Each edit takes the image of a store and
the root pages of its objects.
"""


def size_of(image):
    size = int.from_bytes(image[16:18], "big")
    return 65536 if size == 1 else size


def varint(number):
    out = [number & 0x7F]
    while number := number >> 7:
        out.insert(0, number & 0x7F | 0x80)
    return bytes(out)


class Page:
    """One page of a tree."""

    def __init__(self, image, number):
        self.image, self.number, self.size = image, number, size_of(image)
        self.start = (number - 1) * self.size
        self.head = self.start + (100 if number == 1 else 0)

    def get(self, at, length):
        return int.from_bytes(self.image[at:at + length], "big")

    def put(self, at, length, value):
        self.image[at:at + length] = value.to_bytes(length, "big")

    @property
    def is_interior(self):
        return self.image[self.head] in (2, 5)

    @property
    def cells(self):
        """Where the numbers of the cells stand, and the cells."""
        first = self.head + (12 if self.is_interior else 8)
        return [(at, self.start + self.get(at, 2))
                for at in range(first, first + 2 * self.get(self.head + 3, 2), 2)]

    @property
    def children(self):
        """Where the numbers of the pages below stand."""
        return [cell for _, cell in self.cells] + [self.head + 8]


def root(image, roots, name="event"):
    page = Page(image, roots[name])
    assert page.is_interior, "the tree is too small for this edit"
    return page


def leaf(image, roots):
    page = root(image, roots)
    while page.is_interior:
        page = Page(image, page.get(page.children[1], 4))
    return page


def all_children_are(choose, name="event"):
    def edit(image, roots):
        page = root(image, roots, name)
        number = choose(page)
        for at in page.children:
            page.put(at, 4, number)
    return edit


def one_child_is(which, choose):
    def edit(image, roots):
        page = root(image, roots)
        page.put(page.children[which], 4, choose(page))
    return edit


def one_cell_again_and_again(image, roots):
    page = leaf(image, roots)
    for at, cell in page.cells:
        page.put(at, 2, page.cells[0][1] - page.start)


def cells_beyond_the_page(image, roots):
    page = leaf(image, roots)
    for at, _ in page.cells:
        page.put(at, 2, page.size - 1)


def more_cells_than_fit(image, roots):
    page = leaf(image, roots)
    page.put(page.head + 3, 2, 0xFFFF)


def a_leaf_that_is_no_page(image, roots):
    image[leaf(image, roots).head] = 0x77


def overflow_in_a_circle(claimed):
    """The long cell of the store claims to be longer, and its pages lead to themselves."""
    def edit(image, roots):
        size = size_of(image)
        for start in range(size, len(image), size):
            if set(image[start + 4:start + size]) == {ord("0")}:
                image[start:start + 4] = (start // size + 1).to_bytes(4, "big")
        length = 100_000
        kind = varint(2 * length + 13)
        at = image.index(kind)
        for payload in range(length, length + 4000):
            begins = image.rfind(varint(payload), max(0, at - 60), at)
            if begins >= 0 and at - begins > 10:
                image[at:at + 3] = varint(2 * claimed + 13)
                image[begins:begins + 3] = varint(payload - length + claimed)
                return
        raise AssertionError("the long cell was not found")
    return edit


def header(at, length, value):
    def edit(image, _):
        image[at:at + length] = value.to_bytes(length, "big")
    return edit


PAGES = {
    "a tree whose pages are all one page": all_children_are(lambda p: p.get(p.children[0], 4)),
    "a tree that leads back to its root": all_children_are(lambda p: p.number),
    "an index whose pages are all one page": all_children_are(
        lambda p: p.get(p.children[0], 4), "sqlite_autoindex_event_2"),
    "a last page that is the root": one_child_is(-1, lambda p: p.number),
    "a page that stands there twice": one_child_is(1, lambda p: p.get(p.children[0], 4)),
    "a page that is the schema": one_child_is(1, lambda p: 1),
    "a page that is not there": one_child_is(0, lambda p: 0x7FFFFFFF),
    "one cell again and again": one_cell_again_and_again,
    "cells beyond their page": cells_beyond_the_page,
    "more cells than fit": more_cells_than_fit,
    "a leaf that is no page": a_leaf_that_is_no_page,
    "overflow that leads to itself": overflow_in_a_circle(100_000),
    "a megabyte of overflow that leads to itself": overflow_in_a_circle(1_000_000),
    "free pages that are in use": lambda image, roots: (
        header(32, 4, roots["event"])(image, roots), header(36, 4, 3)(image, roots)),
    "more pages than the file has": header(28, 4, 0x7FFFFFFF),
    "pages of another size": header(16, 2, 512),
    "pages without room": header(20, 1, 255),
    "a format that is not known": header(44, 4, 9),
    "an encoding that is none": header(56, 4, 77),
}
