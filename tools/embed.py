#!/usr/bin/env python3
"""Turns text files into a C header of string constants: embed.py OUT FILE..."""
import os
import re
import sys


def name_of(path):
    base = os.path.basename(path)
    return re.sub(r"[^a-z0-9]", "_", base.lower())


def literal(text):
    for line in text.splitlines(keepends=True):
        escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("??", "?\\?")
        yield f'    "{escaped}"'


def main(out, paths):
    parts = ["/* Made by tools/embed.py; do not edit. */"]
    for path in paths:
        with open(path, encoding="utf-8") as source:
            lines = list(literal(source.read())) or ['    ""']
        parts.append(f"static const char {name_of(path)}[] =\n" + "\n".join(lines) + ";")
    with open(out, "w", encoding="utf-8") as target:
        target.write("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
