#!/usr/bin/env bash
# Writes the files that are made from the code: docs/openapi.json, scripts/schema.sql, src/Console/src/api/schema.d.ts.
# With --check it compares them instead, and fails when one is out of date. Needs a Release build (./test.sh or ./run.sh makes one).
set -euo pipefail

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$root"

checking=false
if [[ ${1:-} == --check ]]; then checking=true; fi
outdated=0
work=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server"; rm -rf "$work"' EXIT

settle() { # <file in the repository> <fresh file>
  if ! $checking; then
    mkdir -p "$(dirname "$1")"
    cp "$2" "$1"
    echo "$1 written"
  elif cmp -s "$1" "$2"; then
    echo "$1 is up to date"
  else
    diff -u "$1" "$2" | head -n 40 || true
    echo "$1 is out of date: run scripts/generated-files.sh and commit it" >&2
    outdated=1
  fi
}

make_openapi() {
  local port key=cp_openapi_00000000000000000000000000000000000000
  port=$(free_port)
  (cd "$work" && ASPNETCORE_ENVIRONMENT=Development PORT=$port DATABASE_URL=inmemory://openapi CHATPLATFORM_ADMIN_KEY=$key CHATPLATFORM_DATA=$work/data \
    exec dotnet "$root/src/Api/bin/Release/net10.0/ChatPlatform.Api.dll" --contentRoot "$root/src/Api" >"$work/server.log" 2>&1) &
  server=$!
  node --input-type=module - "http://localhost:$port/openapi/v1.json" "$key" "$work/openapi.json" <<'JS' || { tail -n 20 "$work/server.log" >&2; die 'The OpenAPI document could not be fetched.'; }
const [url, key, file] = process.argv.slice(2);
const until = Date.now() + 60_000;
for (;;) {
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    if (!answer.ok) { console.error(`${url}: ${answer.status}`); process.exit(1); }
    const document = await answer.json();
    delete document.servers; // this run's port
    (await import('node:fs')).writeFileSync(file, JSON.stringify(document, null, 2) + '\n');
    process.exit(0);
  } catch (error) {
    if (Date.now() > until) { console.error(String(error)); process.exit(1); }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
JS
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
  settle docs/openapi.json "$work/openapi.json"
}

make_schema_sql() {
  dotnet tool restore >/dev/null
  dotnet ef migrations script --idempotent --project src/Infrastructure --startup-project src/Infrastructure \
    --configuration Release --no-build --output "$work/schema.sql" >"$work/ef.log" || { cat "$work/ef.log" >&2; die 'The SQL script could not be made.'; }
  sed -i '1s/^\xEF\xBB\xBF//' "$work/schema.sql" # the tool writes a byte order mark, which psql stumbles over
  settle scripts/schema.sql "$work/schema.sql"
}

make_schema_types() {
  src/Console/node_modules/.bin/openapi-typescript "$work/openapi.json" --output "$work/schema.d.ts" >/dev/null
  settle src/Console/src/api/schema.d.ts "$work/schema.d.ts"
}

[[ -x src/Console/node_modules/.bin/openapi-typescript ]] || (cd src/Console && npm ci --no-audit --no-fund --loglevel=error)
make_openapi
make_schema_sql
make_schema_types
exit $outdated
