"""The shipped systemd units, as far as the tests need to read what systemd reads."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unit:
    """One ``.service``: what is started, as whom, with which environment."""

    name: str
    lines: tuple[tuple[str, str], ...]

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.lines if name == key]

    @property
    def command(self) -> list[str]:
        return shlex.split(self.all("ExecStart")[-1])

    @property
    def port(self) -> str | None:
        """Where it listens, if it is a web server."""
        command = self.command
        return command[command.index("--port") + 1] if "--port" in command else None

    @property
    def own_environment(self) -> dict[str, str]:
        """What stands in the unit itself."""
        return dict(value.split("=", 1) for value in self.all("Environment"))

    @property
    def environment(self) -> dict[str, str]:
        """In systemd's order: files go before what stands in the unit."""
        given = self.own_environment
        for path in self.all("EnvironmentFile"):
            file = Path(path.removeprefix("-"))
            if file.exists() or not path.startswith("-"):
                text = file.read_text("utf-8")
                given |= dict(re.findall(r"^([A-Za-z_]\w*)=(.*)$", text, re.MULTILINE))
        return given


def unit(text: str, name: str) -> Unit:
    joined = text.replace("\\\n", " ")
    return Unit(name, tuple(re.findall(r"^([A-Za-z]+)=(.*)$", joined, re.MULTILINE)))
