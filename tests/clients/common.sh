# shellcheck shell=bash disable=SC2034
# What the scripts of this folder share: counting, and saying plainly which client is not there.
# A script ends with 0 if all was run and passed, 1 if something failed, 3 if what was run passed but not all was there.

passed=0
failed=0
absent=()

ok() {
    passed=$((passed + 1))
    printf 'ok   %s\n' "$1"
}

# bad NAME: what it told stands on standard input (not through a pipe, which would count in another shell).
bad() {
    failed=$((failed + 1))
    printf 'FAIL %s\n' "$1"
    sed 's/^/     /'
}

# there WHAT PROGRAM: whether the program is on the path; if not, that is told, now and at the end.
there() {
    command -v "$2" >/dev/null && return
    missing "$1"
}

missing() {
    printf 'NOT THERE, NOT RUN: %s\n' "$1"
    absent+=("$1")
    return 1
}

# same NAME WANTED GOT
same() {
    if [ "$2" = "$3" ]; then ok "$1"; else bad "$1" < <(printf 'wanted %s\ngot    %s\n' "$2" "$3"); fi
}

finish() {
    printf '%s: %s\n' "$(basename "$0")" "$([ ${#absent[@]} = 0 ] && echo everything was run || printf 'not run for want of: %s' "$(IFS=,; echo "${absent[*]}")")"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] || exit 1
    [ ${#absent[@]} = 0 ] || exit 3
}
