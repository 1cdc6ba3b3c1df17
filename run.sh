#!/usr/bin/env bash
# Everything that is needed, then the platform on http://localhost:5000 (PORT changes it). Ctrl-C stops it.
# Data and .env belong to the folder this is started from; arguments are passed on as settings (--KEY=value).
set -euo pipefail

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

stamp=$root/artifacts/built

# The names of all that goes into the build; the stamp keeps them, so that a deleted file is noticed too.
sources() {
  find "$root/src" "$root"/Directory.* "$root/global.json" "$root/.editorconfig" "$root/BannedSymbols.txt" \
    \( -name bin -o -name obj -o -name node_modules -o -name wwwroot -o -name dist -o -name coverage \) -prune -o -type f "$@" -print | sort
}

is_built() {
  [[ -f $app/ChatPlatform.Api.dll && -f $stamp && $(sources) == "$(<"$stamp")" && -z $(sources -newer "$stamp") ]]
}

build() {
  mkdir -p "$root/artifacts"
  sources >"$stamp.new" # before the build: what is edited meanwhile is built next time
  say 'Building (the first time takes a few minutes) …'
  publish_app
  mv "$stamp.new" "$stamp"
}

require_dotnet
require_node
[[ -n "${DATABASE_URL:-}${ConnectionStrings__Default:-}" ]] || ensure_postgres
is_built || build

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
exec dotnet "$app/ChatPlatform.Api.dll" --contentRoot "$app" "$@"
