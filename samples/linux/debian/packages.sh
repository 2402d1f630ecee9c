# Gets packages for arm64 from the Debian mirror that this system's own apt uses; nothing is installed. To be sourced, with
# $scratch set to a folder that may be filled, and a function fail that prints its argument and exits.

# Makes apt-get and apt-cache speak of the suites that are given, the last of which is preferred.
open_packages() {
    # The mirror that this system installs Debian from, without the suites that it takes from there.
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' |
        grep -v security | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
    [ -n "$mirror" ] || fail "this system has no Debian mirror; add one to apt's sources and run apt-get update"
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || fail "$keyring not found: it is in the package debian-archive-keyring"

    mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial"
    : >"$scratch/status"
    for preferred in "$@"; do :; done
    for each in "$@"; do
        echo "deb [signed-by=$keyring] $mirror $each main"
    done | sort -u >"$scratch/sources.list"
    cat >"$scratch/apt.conf" <<EOF
APT::Architecture "arm64";
APT::Architectures "arm64";
APT::Sandbox::User "";
APT::Default-Release "$preferred";
Debug::NoLocking "1";
Dir::State "$scratch";
Dir::State::status "$scratch/status";
Dir::Cache "$scratch/cache";
Dir::Etc::sourcelist "$scratch/sources.list";
Dir::Etc::sourceparts "-";
EOF
    export APT_CONFIG="$scratch/apt.conf"

    apt-get -q update >"$scratch/log" 2>&1 && ! grep -q '^W: Failed to fetch' "$scratch/log" ||
        fail "the lists of $preferred cannot be fetched; is there a network? ($(grep -m 1 '^[WE]:' "$scratch/log"))"
}
