"""An editor as far as tests need one: it talks to the language server for YAML as any editor does (LSP)."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path

PATIENCE = 60


class Editor:
    """A workspace that is open in an editor; `settings` are those of its `.vscode/settings.json`."""

    def __init__(self, server: str, root: Path, settings: dict[str, object]) -> None:
        self._settings = settings
        self._answers: dict[int, object] = {}
        self._problems: dict[str, list[dict]] = {}
        self._news = threading.Condition()
        self._asked = 0
        self._server = subprocess.Popen([server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        able = {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {"textDocument": able, "workspace": {"configuration": True}}})
        self._tell("initialized", {})

    def close(self) -> None:
        """Leave without ceremony."""
        self._server.kill()
        self._server.wait(PATIENCE)
        self._listener.join(PATIENCE)
        self._server.stdin.close()
        self._server.stdout.close()

    def open(self, path: Path, text: str) -> str:
        """Open a text as the content of a file, which need not be there."""
        uri = path.as_uri()
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        return uri

    def problems(self, uri: str) -> list[dict]:
        """Return what is marked in a text."""
        return self._wait(self._problems, uri)

    def completions(self, uri: str, line: int, character: int) -> dict[str, str]:
        """Return what is offered at a place: what is put in, by what it is called."""
        found = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
        return {each["label"]: each.get("insertText", each["label"]) for each in found["items"]}

    def hover(self, uri: str, line: int, character: int) -> str:
        """Return what is told about a place."""
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
        return found["contents"]["value"] if found else ""

    def ask(self, method: str, params: object) -> dict:
        """Ask the server something and wait for the answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        return self._wait(self._answers, self._asked)

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _wait(self, found, key):
        with self._news:
            assert self._news.wait_for(lambda: key in found, PATIENCE), f"no answer: {key}"
            return found[key]

    def _send(self, message: dict) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        if self._server.poll() is not None:
            return
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._server.stdin.flush()

    def _listen(self) -> None:
        length = 0
        while line := self._server.stdout.readline():
            if line.lower().startswith(b"content-length"):
                length = int(line.partition(b":")[2])
            elif line == b"\r\n":
                self._take(json.loads(self._server.stdout.read(length)))

    def _take(self, message: dict) -> None:
        if message.get("method") == "workspace/configuration":
            self._send({"id": message["id"], "result": [self._section(each.get("section", "")) for each in message["params"]["items"]]})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._keep(self._problems, message["params"]["uri"], message["params"]["diagnostics"])
        elif "id" in message:
            self._keep(self._answers, message["id"], message.get("result"))

    def _keep(self, found, key, value) -> None:
        with self._news:
            found[key] = value
            self._news.notify_all()

    def _section(self, name: str) -> dict:
        """Return the settings below a name, as an editor gives them."""
        if name in self._settings:
            return self._settings[name]
        section: dict = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                *path, last = key.removeprefix(f"{name}.").split(".")
                inner = section
                for each in path:
                    inner = inner.setdefault(each, {})
                inner[last] = value
        return section
