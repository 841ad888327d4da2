#!/bin/bash
#
# kinds_page: docs/kinds.md is what the table of kinds says.
#
# Usage: kinds_page_test.sh KINDS_PAGE FILE
set -uo pipefail

"$1" | diff "$2" - || { echo "the page is stale: $1 > docs/kinds.md"; exit 1; }
