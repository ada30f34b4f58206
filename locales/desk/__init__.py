"""The translators' desk: rights by language, what waits, handing over, PO files."""
