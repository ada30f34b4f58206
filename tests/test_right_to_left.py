"""In right-to-left text the whole run of a number or address is isolated, and shown as typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.direction import ISOLATE, OWN, POP, isolate_html, isolate_quoted, isolate_text

RUNS = [
    "06132 782-0", "06132\u00a0782-0", "06132\u202f782\u20110", "06132\u2009782–0",
    "06132 / 782 – 0", "06132 782 - 0", "(06132) 782-0", "+49 (0) 6132 782-0",
    "+49\u00a06132\u00a0782‑0",
    "06132 782-0 -12", "116 117", "112",
    "-5", "−5 °C", "+5", "5 %", "5\u00a0%", "15,50 €", "60+", "1.000.000,50", "3 × 4",
    "09:00–12:00", "09:00 - 12:00", "9 – 12", "01.02.2026 – 03.02.2026", "17/2026", "24/7",
    "2024/25",
    "www.stadt.de/2026/", "stadt.de/2026/", "stadt.de", "https://stadt.de/2026/01/?seite=2&amp;q=3",
    "info@stadt.de", "m.el-haj@amt-2.stadt.de",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize(
    ("before", "after"), [("للاتصال ", " اليوم"), ("", ""), ("(", ")"), ("و", "."), ("«", "»،")]
)
def test_the_whole_run_is_isolated(run, before, after):
    if before == "و" and run[0] in "-−":
        return  # a hyphen that joins two words
    isolated = isolate_text(f"{before}{run}{after}")
    assert isolated.count(ISOLATE) == 1, isolated
    inner = isolated[isolated.index(ISOLATE) + 1 : isolated.index(POP)]
    # Brackets around all of it may stand inside or outside: they look the same.
    assert inner in (run, f"({run})"), isolated


@pytest.mark.parametrize(
    "text", ["B2", "5G", "نص بلا أرقام", "z.B.", "A4-Blatt", "&#39;x&#39;", "e.V."]
)
def test_what_is_no_number_is_left_alone(text):
    assert isolate_text(text) == text


def test_a_bracket_of_the_sentence_stays_outside():
    assert isolate_text("(الغرفة 5)") == f"(الغرفة {ISOLATE}5{POP})"
    assert isolate_text("(5 غرف)") == f"({ISOLATE}5{POP} غرف)"


def test_entities_and_tags_are_no_numbers():
    html = '<p title="5">&#39;5&nbsp;000&#39; <bdi>6</bdi></p>'
    assert isolate_html(html) == (
        '<p title="5">&#39;<bdi dir="ltr">5&nbsp;000</bdi>&#39; <bdi>6</bdi></p>'
    )


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("تم حفظ الصفحة '31 Partner!'.", "31 Partner!"),
        ("تم حفظ «31 Partner!».", "31 Partner!"),
        ("Seite „31 شريكًا!“ gespeichert.", "31 شريكًا!"),
        ("<b>تم</b> حفظ الصفحة &#x27;Tag&#x27; <a href='x'>عرض</a>", "Tag"),
    ],
)
def test_a_title_that_a_message_quotes_is_isolated(message, title):
    assert isolate_quoted(message) == message.replace(title, f"{OWN}{title}{POP}")


@pytest.mark.parametrize("message", ["Seite 'Die Wahl!' gespeichert", "تم حفظ 'الصفحة!'", "<a'ا'>"])
def test_a_message_of_one_direction_is_left_alone(message):
    assert isolate_quoted(message) == message


@given(st.text(st.sampled_from("نص 0123456789-–+()/.,:%€@awde\u00a0\u202f‑")))
def test_isolating_changes_no_letter(text):
    isolated = isolate_text(text)
    assert isolated.replace(ISOLATE, "").replace(POP, "") == text
    assert isolated.count(ISOLATE) == isolated.count(POP)
    for part in isolated.split(ISOLATE)[1:]:
        assert POP in part


# --- On the screen ------------------------------------------------------------------------------
ORDER = """() => [...document.querySelectorAll('bdi')].map(bdi => {
  const places = []; const range = document.createRange();
  const walker = document.createTreeWalker(bdi, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      places.push([box.left, node.data[i]]);
    }
  return [bdi.textContent,
    places.map((p, i) => [p[0], i, p[1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(p => p[2]).join('')];
})"""


def _shown(browser: Any, html: str) -> list[list[str]]:
    page = browser.new_page()
    page.set_content(html)
    return page.evaluate(ORDER)


@pytest.mark.browser
def test_what_is_isolated_is_shown_as_typed(chromium):
    lines = "".join(f"<p>للاتصال {isolate_html(run)} اليوم</p>" for run in RUNS)
    html = f'<html dir="rtl" lang="ar"><body style="white-space: nowrap">{lines}</body></html>'
    shown = chromium(_shown, html)
    assert len(shown) == len(RUNS)
    for typed, seen in shown:
        assert seen == typed
