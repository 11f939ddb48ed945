#!/usr/bin/env bash
# The year 2020 of a department, kept in a store: entered, closed, corrected in the open, checked.
# Usage: qinghai.sh QIXIAN FOLDER, the program and an empty folder to work in. The dates of the log
# are reconstructed (examples/qinghai-2020/README.md), and so are the two mistakes below.
# Nothing is folded: what is printed is compared line by line.
export COLUMNS=1000
set -euo pipefail
program=$1
cp "$(dirname "$0")/../qinghai-2020/log.csv" "$2"
cd "$2"
export QIXIAN_LANG=en

qixian() {
    # Without what differs from run to run: instants, identities.
    { printf '\n$ qixian %s\n' "$*" && "$program" "$@" 2>&1; } |
        sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:+]{14}/INSTANT/g; s/[0-9a-f]{32}/ID/g;
            s/id [0-9a-f]{8}\b/id ID/; s/closed [-0-9]{10} [0-9:]{5}:/closed INSTANT:/'
}
entry_of() { # application, event: the id of its entry
    "$program" show kept.qixian "$1" | awk -v what="$2" '$2 == "✔" && $3 == what { print $(NF - 2) }'
}

# January 2021: the log goes in, the table is published, the year is closed. The anchor is printed
# and filed: with it, even a store that was made anew from the start would be noticed.
qixian init kept.qixian --agency 青海省自然资源厅
qixian import kept.qixian log.csv
qixian close-year kept.qixian --year 2020
qixian anchor kept.qixian --out anchor.txt

# March 2021: an application turns up that nobody entered, and one answer was entered wrongly.
# Nothing is rewritten: the one is recorded now, the other withdrawn by a further entry.
qixian record kept.qixian --application QH-2020-23 --event received --on 2020-12-29 \
    --applicant natural_person --channel in_person
qixian record kept.qixian --application QH-2020-23 --event disclosed --on 2021-01-20
qixian withdraw-entry kept.qixian --id "$(entry_of QH-2020-05 disclosed)" \
    --reason 'parts were withheld'
qixian record kept.qixian --application QH-2020-05 --event partly_disclosed --on 2020-04-07 \
    --delivered 2020-04-07

# What was published stands; what is right stands beside it, and the applications between them.
qixian restate kept.qixian --year 2020 --as-of 2021-03-31
# The next year begins with what the corrected one carries out.
echo
qixian report kept.qixian --year 2021 --as-of 2021-03-31 | grep -e '^\$' -e '^carried in:' -e '^carried out:'
qixian verify kept.qixian --anchor anchor.txt
