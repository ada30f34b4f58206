"""Reads a PDF from its standard input in a process of its own and prints one word about it.

``home/file_checks.py`` starts it as a script: a file made to keep a reader busy, or to fill its
memory, ends this process and no other. Words: ok, password, empty, broken.
"""

import io
import resource
import sys

CPU_S = 8
MEMORY_BYTES = 1024**3
END = b"%%EOF"


def verdict(content: bytes) -> str:
    # The same answer on every machine: with this package pypdf reads more kinds of encryption.
    sys.modules["cryptography"] = None  # type: ignore[assignment]  # the way to forbid an import
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        try:
            # pypdf asks for a last line; readers' programs do without, and with anything behind it.
            before, found, rest = content.rpartition(END)
            reader = PdfReader(io.BytesIO((before if found else rest + b"\n") + END))
            if reader.is_encrypted and not reader.decrypt(""):
                return "password"
        except DependencyError:  # a kind of which nobody can say here whether a reader is asked
            return "password"
        try:
            return "ok" if len(reader.pages) else "empty"
        except DependencyError:  # opens without a password; its pages lie in encrypted parts
            return "ok"
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError,
            TypeError, ValueError):  # fmt: skip
        return "broken"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stdout.write(verdict(sys.stdin.buffer.read()))
