#!/bin/bash
#
# gate: nothing is parsed before it is authenticated, over all vectors; unparsed.c tells how that is seen.
#
# Usage: tests/vectors/gate_test.sh SOURCE-ROOT UNPARSED LIBRARY
set -euo pipefail
root=$(realpath "$1") unparsed=$(realpath "$2") library=$(realpath "$3")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$root/tests/vectors/generate.py" "$work/vectors"
cd "$work/vectors"

# The doors of the libraries that are watched must be all that the bundles library uses.
doors=$(nm --undefined-only "$library" 2>/dev/null |
    grep -oE ' (json_load[a-z]*|json_unpack[a-z_]*|archive_read_new|archive_read_open[a-z_0-9]*|archive_entry_new[a-z0-9]*|archive_read_disk_new)$' |
    tr -d ' ' | sort -u | tr '\n' ' ')
case $doors in
*json_loadb*) ;;
*) echo "not ok - $library: nm finds no way into jansson" ;;
esac
for door in $doors; do
    case $door in
    json_loadb | json_load | archive_read_new | archive_read_open_memory) ;;
    archive_entry_new*) ;; # the writer's
    *) echo "Bail out! there is another way into a parser: $door"; exit 1 ;;
    esac
done

jq -r '.[] | select(.command == "verify" and (.name | startswith("trust.") | not)
    and (.name == "" or (.name | test("^(frame|signature)[.]")))) | [.name, .file, .trust] | @tsv' cases.json |
    "$unparsed" 1750000000
