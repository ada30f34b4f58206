"""What is English, or German that nobody says, among the words people see or hear of a page."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

# Words that are English and not German too; "in", "an", "was", "so", "die" say nothing.
ENGLISH = frozenset((Path(__file__).parent / "english_words.txt").read_text().split())
# German words that look the same, and names.
ALSO_GERMAN = {
    "alt", "link", "text", "name", "person", "website", "block", "tag",
    "tags", "not", "filter", "workflow",
}  # fmt: skip
NAMES = re.compile(r"\bCC BY(?: SA)?\b|\bCC0\b")
# German words that say something else here, or that nobody says.
WRONG = re.compile(
    r"\bKurztitel\b|\bLocales?\b|\bNone\b|Dateigröss|Max Dimensionen|Zeichnen Sie eine Box"
    r"|\bUnbekannte\b|Workflow-Zust|Moderation|Alternde|Diese Daten erklärt|PO Datei"
    r"|mal benutzt|Schnipsel|[Gg]enehmig|Webseite|\bElternteil|\bEigner|-Objekt|Wagtail"
    r"|Der Seitentitel, der|Keine andere Übersetzungen|Übersicht Der|Auswählen Kontaktstelle"
    # Spoken to as "du", or as to a machine.
    r"|\b(?:[Ww]ähle|[Bb]eachte|[Ff]üge|Lade|[Ss]ortiere|Bearbeite|Aktualisiere|Synchronisiere"
    r"|Ändere|Wende|deine?[mnrs]?)\b"
    # "25 November 2026", "297Seiten"
    r"|\b\d{1,2} (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember)\b|\b\d+[A-ZÄÖÜ][a-zäöü]{3,}"
)
SHOWN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


def english_on(html: str) -> list[str]:
    """English words among what people see or hear of a page, and wrong German ones."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup(["script", "style", "noscript", "code"]):
        hidden.decompose()
    for foreign in soup.select(
        "[data-sprite], [data-side-panel-toggle-counter], select[name*=locale] option, time"
    ):
        foreign.decompose()
    texts = [soup.get_text(" ")]
    texts += [str(tag[name]) for name in SHOWN_ATTRIBUTES for tag in soup.select(f"[{name}]")]
    shown = " \n ".join(texts)
    return sorted({*english_in(shown), *WRONG.findall(shown)})


def english_in(text: str) -> list[str]:
    # Half of a phrase at least, so that a German sentence with an English name in it passes.
    phrases = re.findall(r"[A-Za-zÄÖÜäöüß]+(?: [A-Za-zÄÖÜäöüß]+)*", NAMES.sub(" · ", text))
    found = []
    for phrase in phrases:
        words = phrase.lower().split()
        strange = [word for word in words if word in ENGLISH - ALSO_GERMAN]
        if strange and len(strange) * 2 >= len(words):
            found.append(phrase)
    return found
