"""The translators' desk: who may translate into which language, what waits, handing over, PO files."""
