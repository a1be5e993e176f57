#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs what Balieblik needs to build and run, from Debian, bookworm-backports and npm only.
# Sourced by ./demo and ./check, which call `setup_packages build` or `setup_packages check`.
# Safe to repeat: a package that is there is left alone, and a second run takes a second.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# What compiles and runs the product.
packages_build=(
    g++ cmake ninja-build pkg-config ccache ca-certificates git curl xz-utils
    qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-tools-dev qt6-tools-dev-tools
    qt6-l10n-tools qt6-translations-l10n qt6-multimedia-dev qt6-positioning-dev qt6-svg-dev libgl-dev
    qml6-module-qtquick qml6-module-qtquick-controls qml6-module-qtquick-layouts qml6-module-qtquick-window
    qml6-module-qtquick-templates qml6-module-qtquick-dialogs qml6-module-qt-labs-folderlistmodel qml6-module-qtqml qml6-module-qtqml-models
    qml6-module-qtqml-workerscript qml6-module-qtcore qml6-module-qtmultimedia qml6-module-qttest
    libsodium-dev libssl-dev libxml2-dev libqrencode-dev libspdlog-dev libcli11-dev libzxing-dev libeigen3-dev qtkeychain-qt6-dev
    coinor-libcbc-dev coinor-libclp-dev libxlsxwriter-dev libzip-dev zlib1g-dev libzstd-dev libutf8proc-dev
    gstreamer1.0-plugins-base gstreamer1.0-plugins-good
    xvfb xauth libgl1-mesa-dri libegl1 libgl1 fonts-noto-core
)
# What only the checks use.
packages_check=(clang-format-14 clang-tidy-14 libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev chromium strace openssl dbus dbus-x11 gnome-keyring libglib2.0-bin
    at-spi2-core python3-pyatspi)
# Debian 12's own versions of these are too old: its SQLCipher is 3.4, its Boost 1.81.
packages_new=(libsqlcipher-dev sqlcipher libboost1.83-dev libboost-json1.83-dev libboost-url1.83-dev libboost-system1.83-dev)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else fail "Installing packages needs root or sudo. As root, run: apt-get install $missing"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" >"$setup_log" 2>&1 \
        || { tail -n 20 "$setup_log" >&2; fail "Installing failed; the lines above are the end of $setup_log."; }
}

missing_of() {
    local package installed # one question for all: this is what a second run waits for
    installed=$'\n'$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)$'\n'
    for package in "$@"; do
        [[ $installed == *$'\n'"$package"$'\n'* ]] || printf '%s ' "$package"
    done
}

# Adds the suite bookworm-backports with the mirror and the key that this machine already uses for bookworm.
enable_backports() {
    local file=/etc/apt/sources.list.d/balieblik-backports.sources mirror key
    apt-cache policy 2>/dev/null | grep -q 'n=bookworm-backports' && return
    mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | awk '$1 == "bookworm" { print $2; exit }')
    [ -n "$mirror" ] || fail "No package source for Debian 12 (bookworm) is set up on this machine; add one to /etc/apt and try again."
    # A machine whose sources stand in /etc/apt/sources.list alone has no such file, which awk calls an error.
    key=$(awk '/^Signed-By:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
    case "$key" in /*) ;; *) key=/usr/share/keyrings/debian-archive-keyring.gpg ;; esac
    say "  adding the suite bookworm-backports ($file)"
    printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main\nSigned-By: %s\n' "$mirror" "$key" \
        | as_root tee "$file" >/dev/null
}

setup_packages() { # build | check
    local os_id os_version wanted=("${packages_build[@]}") target=()
    setup_log=$(mktemp "${TMPDIR:-/tmp}/balieblik-setup.XXXXXX")
    command -v apt-get >/dev/null 2>&1 || fail "Balieblik sets itself up on Debian 12 and newer, and on Ubuntu 24.04 and newer.
Elsewhere install CMake 3.25, GCC 12, Qt 6.4, Boost 1.83, SQLCipher 4.5, libsodium, OpenSSL 3, libxml2 and Node 20.19 yourself, then run: cmake --preset dev && cmake --build --preset dev"
    os_id=$(. /etc/os-release && printf '%s' "$ID")
    os_version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-0}")
    [ "$1" = check ] && wanted+=("${packages_check[@]}")
    if [ "$os_id" = debian ] && [ "$os_version" = 12 ]; then target=(-t bookworm-backports); fi

    missing=$(missing_of "${wanted[@]}" "${packages_new[@]}")
    if [ -n "$missing" ]; then
        say "Installing packages (once): $missing"
        say "  refreshing the package lists"
        as_root apt-get update -q -o DPkg::Lock::Timeout=120 >"$setup_log" 2>&1 || { tail -n 5 "$setup_log" >&2; fail "apt-get update failed."; }
        if [ "${#target[@]}" -gt 0 ]; then
            enable_backports
            as_root apt-get update -q -o DPkg::Lock::Timeout=120 >"$setup_log" 2>&1 || { tail -n 5 "$setup_log" >&2; fail "apt-get update failed."; }
        fi
        # shellcheck disable=SC2046  # the lists are words on purpose
        [ -z "$(missing_of "${wanted[@]}")" ] || apt_install $(missing_of "${wanted[@]}")
        # shellcheck disable=SC2046
        [ -z "$(missing_of "${packages_new[@]}")" ] || apt_install "${target[@]}" $(missing_of "${packages_new[@]}")
    fi
    rm -f "$setup_log"
}

# Puts a Node that is new enough for the console's build first on PATH: the one that is there, or the npm package of
# the official binary. Debian 12's own Node (18) is too old for it.
setup_node() {
    local have wrapper=build/node arch
    have=$(node --version 2>/dev/null | sed 's/^v//') || true # there may be none
    if node_is_new_enough "$have" && command -v npm >/dev/null 2>&1; then return; fi
    case "$(uname -m)" in
        x86_64) arch=x64 ;;
        aarch64) arch=arm64 ;;
        *) fail "The console's build needs Node 20.19 or newer; install it and try again." ;;
    esac
    if [ ! -x "$wrapper/node_modules/node-linux-$arch/bin/node" ]; then
        missing=$(missing_of npm)
        if ! command -v npm >/dev/null 2>&1; then
            say "Installing npm (once)"
            setup_log=$(mktemp "${TMPDIR:-/tmp}/balieblik-setup.XXXXXX")
            apt_install npm
            rm -f "$setup_log"
        fi
        say "Fetching Node 24 from npm (once)"
        mkdir -p "$wrapper"
        npm install --prefix "$wrapper" --no-save --no-audit --no-fund --ignore-scripts "node-linux-$arch@24" >/dev/null \
            || fail "Node 24 could not be fetched from npm."
    fi
    PATH="$PWD/$wrapper/node_modules/node-linux-$arch/bin:$PATH"
    export PATH
}

node_is_new_enough() { # 20.19+, or 22.12+
    local major minor
    IFS=. read -r major minor _ <<<"$1"
    [ -n "$major" ] || return 1
    { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; } || { [ "$major" -eq 22 ] && [ "$minor" -ge 12 ]; } || [ "$major" -ge 23 ]
}
