#!/usr/bin/env python3
"""seeds: writes what the fuzzers start from, made of the vectors.

Usage: seeds.py FOLDER      one folder per target is made in it
"""

import hashlib
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "vectors"))
import frame_cases  # noqa: E402
import manifest_cases  # noqa: E402
import signature_cases  # noqa: E402
import sql_cases  # noqa: E402
import writer  # noqa: E402

LARGEST = 40000
folder = sys.argv[1]


def seed(target, data):
    if len(data) <= LARGEST:
        path = os.path.join(folder, target, hashlib.sha1(data).hexdigest())
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)


def watched():
    """Every bale that the cases build, taken apart."""
    build = writer.Bale.build

    def build_and_keep(self):
        whole = build(self)
        files = [content for _, content in self.files()]
        seed("bale", b"\xff".join([self.manifest] + files))
        seed("manifest", self.manifest)
        seed("manifest", self.seal)
        for content in files:
            seed("manifest" if content.startswith(b"{") else "statements", content)
        return whole
    writer.Bale.build = build_and_keep


watched()
for case in frame_cases.cases():
    if case.content and case.command == "verify":
        seed("frame", b"\0" + case.content[:6144])
for module in (manifest_cases, sql_cases):
    for case in module.cases():
        pass
for case in signature_cases.cases():
    if case.command == "check":
        seed("trust", case.content)
    elif case.content:
        seed("frame", b"\1" + case.content[:6144])
for statement in ("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);\nSELECT 3;\n",
                  "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;\nSELECT 1;\n",
                  "SELECT $a$;$a$, $$ $a$ ;$$, 'a''b;', E'\\';', U&'\\0041;' UESCAPE '!', \"a\"\";\" /* ; /* ; */ */; -- ;\n"):
    seed("statements", statement.encode())
