#!/usr/bin/env python3
"""generate: writes all vectors into a folder. See README.md.

Usage: generate.py FOLDER

Needs Python 3.9 and, for one check of its own signatures, the openssl command. The same bytes come out everywhere.
"""

import json
import os
import subprocess
import sys

import frame_cases
import manifest_cases
import signature_cases
import sql_cases
from curves import spki_pem
from writer import CI, HSM, HUMAN, good, pae, trust

KEYS = {"ci": CI, "hsm": HSM, "human": HUMAN}


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)
    os.chmod(path, 0o644)


def check_own_signatures(folder):
    """The arithmetic here is our own: openssl must agree that the good signatures are good."""
    message, signature, key = (os.path.join(folder, n) for n in ("message", "signature", "key"))
    write(message, pae(b"a message\n"))
    for name, signer in KEYS.items():
        write(key, spki_pem(signer.spki).encode())
        write(signature, signer.sign(pae(b"a message\n")))
        if signer.algorithm == "ed25519":
            call = ["pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", message, "-sigfile", signature]
        else:
            call = ["dgst", "-sha256", "-verify", key, "-signature", signature, message]
        subprocess.run(["openssl"] + call, check=True, stdout=subprocess.DEVNULL)
    for path in (message, signature, key):
        os.unlink(path)


def write_case(folder, case):
    path = os.path.join(folder, case.file)
    if case.prepare:
        case.prepare(path)
    else:
        write(path, case.content)
    store = "trust.json"
    if callable(case.store):
        store = f"{case.id}-{case.variant}.trust"
        made = case.store(os.path.join(folder, store))
        store = os.path.relpath(made, folder) if made else store
    elif case.store:
        store = f"{case.id}-{case.variant}.trust.json"
        write(os.path.join(folder, store), case.store)
    return {"id": case.id, "variant": case.variant, "what": case.what, "command": case.command, "file": case.file,
            "trust": store, "at": case.at, "status": case.status, "name": case.refuse or "", "tools": case.tools or ""}


def main():
    folder = sys.argv[1]
    os.umask(0o022)
    os.makedirs(folder)
    check_own_signatures(folder)
    write(os.path.join(folder, "trust.json"), trust())
    for name, key in KEYS.items():
        write(os.path.join(folder, name + ".pub"), spki_pem(key.spki).encode())
    found = []
    for module in (frame_cases, signature_cases, manifest_cases, sql_cases):
        for case in module.cases():
            found.append(write_case(folder, case))
    names = [c["file"] for c in found]
    assert len(set(names)) == len(names), [n for n in names if names.count(n) > 1]
    write(os.path.join(folder, "cases.json"), (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())


main()
