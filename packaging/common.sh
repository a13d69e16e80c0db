# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What packaging/run, packaging/test and packaging/make-deb share: telling a step in one line,
# installing what is missing, configuring and building. Sourced, never started.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }
complain() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { complain "$*"; exit 1; }

# run_quietly LOG COMMAND...: what COMMAND says goes to LOG; its last lines are shown if it fails.
run_quietly() {
  local log=$1; shift
  "$@" > "$log" 2>&1 < /dev/null && return 0
  complain "failed: $*"
  tail -n 25 "$log" >&2
  complain "the whole of it: $log"
  return 1
}

# packages_of SECTION...: their lines of packaging/dependencies.
packages_of() {
  local section
  for section; do
    sed -n "/^\[$section\]/,/^\[/{/^[a-z0-9]/p}" "$top/packaging/dependencies"
  done | sort -u
}

# install_missing SECTION...: installs what Debian does not have of them; says so only if it does.
install_missing() {
  local package missing=() as_root=() log
  command -v dpkg-query > /dev/null || { say "This is no Debian: see packaging/dependencies"; return; }
  for package in $(packages_of "$@"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null || die "as root, please: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages"
  log=$(mktemp)
  run_quietly "$log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update ||
    complain "going on with the package lists that are here"
  run_quietly "$log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install -y --no-install-recommends "${missing[@]}" || exit 1
  rm -f "$log"
}

# configure DIR OPTION...: sets DIR up, or again after a change of options.
configure() {
  local build=$1; shift
  mkdir -p "$build"
  if [ -e "$build/build.ninja" ]; then
    run_quietly "$build/configure.log" meson setup --reconfigure "$build" "$top" "$@"
  else
    run_quietly "$build/configure.log" meson setup "$build" "$top" "$@"
  fi
}

# compile DIR [TARGET...]: all of it, or some.
compile() { local build=$1; shift; run_quietly "$build/compile.log" ninja -C "$build" "$@"; }
