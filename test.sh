#!/usr/bin/env bash
# Everything that is needed, then every test. Ends with the total; fails when a test fails, is skipped, or none ran.
set -euo pipefail

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"
cd "$root"

results=$root/artifacts/tests
passed=0
failed=0

count() { # <passed> <failed>
  passed=$((passed + $1))
  failed=$((failed + $2))
}

counter() { # <name> <trx file>
  sed -n "s/.*<Counters.* $1=\"\([0-9]*\)\".*/\1/p" "$2"
}

run_dotnet() { # <project>
  local trx=$results/$1.trx code=0 all good
  say "$1 …"
  dotnet test "tests/$1" --configuration Release --no-build --results-directory "$results" \
    --logger "trx;LogFileName=$1.trx" --logger 'console;verbosity=minimal' \
    --blame-hang-timeout 8m --blame-hang-dump-type none </dev/null || code=$?
  if [[ ! -f $trx ]]; then
    count 0 1
    return
  fi
  all=$(counter total "$trx")
  good=$(counter passed "$trx")
  if ((code != 0 && all == good)); then all=$((all + 1)); fi # the run itself broke
  count "$good" $((all - good))
}

run_console() {
  local report=$results/console.json code=0
  say 'Console …'
  (cd src/Console && CI=true npm test --silent -- --reporter=default --reporter=json --outputFile.json="$report") </dev/null || code=$?
  if [[ -f $report ]]; then
    local all good
    read -r all good < <(node -e 'const r = require(process.argv[1]); console.log(r.numTotalTests, r.numPassedTests)' "$report")
    if ((code != 0 && all == good)); then all=$((all + 1)); fi
    count "$good" $((all - good))
  else count 0 1; fi
}

require_dotnet
require_node
ensure_postgres
ensure_browser

rm -rf "$results"
mkdir -p "$results"
say 'Building …'
dotnet build ChatPlatform.sln --configuration Release --verbosity quiet -clp:NoSummary </dev/null || die 'The build failed; the lines above say why.'
ensure_app
export CHATPLATFORM_TEST_APP=$app # tests that start the platform as a process start what run.sh does

for project in UnitTests IntegrationTests EndToEndTests; do
  run_dotnet $project
done
run_console

echo "$passed $failed" >"$results/total"
echo
echo "Tests: $passed passed, $failed failed"
((failed == 0 && passed > 0))
