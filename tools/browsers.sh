#!/bin/sh
# Installs what the browser tests and the figures drive, what makes the pseudo-language of a test
# (gettext) and what Spark runs on (Java), from Debian, where that is possible; otherwise says what
# is missing, so that nobody takes a check that could not run for one that passed.

missing() {
    command -v chromium >/dev/null || printf ' chromium'
    command -v firefox-esr >/dev/null || printf ' firefox-esr'
    command -v Xvfb >/dev/null || printf ' xvfb'
    command -v xdotool >/dev/null || printf ' xdotool'
    command -v xgettext >/dev/null || printf ' gettext'
    command -v npm >/dev/null || printf ' npm'
    command -v java >/dev/null || printf ' default-jre-headless'
    fc-list 2>/dev/null | grep -qi dejavu || printf ' fontconfig fonts-dejavu-core'
    fc-list 2>/dev/null | grep -qi 'noto sans' || printf ' fonts-noto-core'
}

wanted=$(missing)
[ -z "$wanted" ] && echo 'All there.' && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$wanted"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of words is meant
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted >/dev/null
fi

wanted=$(missing)
[ -z "$wanted" ] && exit 0
echo "Missing, so some checks cannot run (they are listed at the end):$wanted"
echo "On Debian: apt-get install$wanted"
