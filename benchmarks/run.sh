#!/usr/bin/env bash
# Measures the platform beside a bare service that makes the same two commits, on this machine, in one run.
# Usage: benchmarks/run.sh [--quick] [--tasks|--rollup] [--record] [--no-build]     (what the figures mean: benchmarks/README.md)
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh

connections=(1 16 64 256) rounds=3 seconds=4 warm_all=20 stream_seconds=6 rows=1000000 log_requests=500 log_seconds=40 log_connections=(1 4) starts=3 tasks=5000 skill_seconds=30 end_rounds=15
build=yes record=no only=
for option in "$@"; do
  case $option in
    --quick) connections=(16 64) rounds=1 seconds=2 warm_all=3 stream_seconds=3 rows=100000 log_requests=200 log_seconds=5 log_connections=(1) starts=1 tasks=1000 skill_seconds=5 end_rounds=3 ;;
    --tasks|--rollup) only=${option#--} ;;
    --record) record=yes ;;
    --no-build) build=no ;;
    *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
  esac
done

api_port=5610 ceiling_port=5611 group_port=5612 asking_port=5613 model_port=5620 slow_model_port=5621
out=$PWD/artifacts/bench/$(date +%Y%m%d-%H%M%S)
results=$out/results.jsonl
mkdir -p "$out"
: > "$results"

# The server of the database runs as another user when we are root: it must be able to pass.
data=$(mktemp -d)
chmod 755 "$data"
key=$(od -An -tx1 -N24 /dev/urandom | tr -d ' \n')
# the load generator does its work on the thread that hears of the bytes: fewer switches, more processor for what is measured
generator=(env DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 dotnet benchmarks/LoadGenerator/bin/Release/net10.0/ChatPlatform.LoadGenerator.dll)

pids=()
api=

home() { if [ -f "$data/postgres.location" ]; then head -1 "$data/postgres.location"; else echo "$data/postgres"; fi; }

postmaster() { sed -n "${1}p" "$(home)/data/postmaster.pid"; }

stop() {
  local pid
  for pid in "$@"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  for pid in "$@"; do
    wait "$pid" 2>/dev/null || true
  done
}

finish() {
  local status=$? database
  stop "${pids[@]}" ${api:+"$api"}
  if [ -f "$(home)/data/postmaster.pid" ]; then
    database=$(postmaster 1)
    kill -INT "$database" 2>/dev/null || true # the platform should have stopped it; a platform that died has not
    while kill -0 "$database" 2>/dev/null; do sleep 0.1; done
  fi
  rm -rf "$(home)" "$data"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# start <log> <command…>: sets $started
start() {
  local log=$out/$1.log
  shift
  "$@" >> "$log" 2>&1 &
  started=$!
}

# wait_for <url> <pid> <log>
wait_for() {
  local tries=0
  until curl -fs -o /dev/null --max-time 2 "$1"; do
    tries=$((tries + 1))
    if ! kill -0 "$2" 2>/dev/null || [ $tries -gt 3000 ]; then
      echo "$1 does not answer; the last lines of $out/$3.log:" >&2
      tail -20 "$out/$3.log" >&2
      exit 1
    fi
    sleep 0.01
  done
}

fact() { echo "{\"kind\":\"fact\",\"name\":\"$1\",\"value\":$2,\"unit\":\"$3\"}" >> "$results"; }

# start_api <model port> [<variable=value>…]: sets $api and $ready_ms
start_api() {
  local began model_port=$1
  shift
  began=$(date +%s%N)
  start api env -C "$app" -u DATABASE_URL -u ConnectionStrings__Default -u OPENAI_API_KEY \
    PORT=$api_port CHATPLATFORM_DATA="$data" CHATPLATFORM_ADMIN_KEY="$key" RATE_LIMIT_PER_MINUTE=0 LOG_LEVEL=WARN \
    LLM_PROVIDER=openai OPENAI_API_KEY=sk-benchmark OPENAI_BASE_URL="http://127.0.0.1:$model_port/v1" "$@" dotnet ChatPlatform.Api.dll
  api=$started
  wait_for "http://127.0.0.1:$api_port/health/ready" "$api" api
  ready_ms=$((($(date +%s%N) - began) / 1000000))
}

stop_api() {
  stop "$api"
  api=
}

memory() { fact "$1" "$(awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$api/status")" MB; }

# start_ceiling <port> <database> <options…>
start_ceiling() {
  local port=$1 name=$2
  shift 2
  start "$name" dotnet benchmarks/Ceiling/bin/Release/net10.0/ChatPlatform.Ceiling.dll --port "$port" \
    --connection "Host=$(postmaster 5);Port=$(postmaster 4);Username=postgres;Database=$name;SSL Mode=Disable" "$@"
  pids+=("$started")
  wait_for "http://127.0.0.1:$port/health/ready" "$started" "$name"
}

start_model() {
  start "model-$1" dotnet tests/FakeModelServer/bin/Release/net10.0/ChatPlatform.FakeModelServer.dll --port "$@"
  pids+=("$started")
  wait_for "http://127.0.0.1:$1/v1/models" "$started" "model-$1"
}

# chat <system> <port> <pid> <connections> <round> <seconds> <out>
chat() {
  "${generator[@]}" chat --system "$1" --url "http://127.0.0.1:$2" --key "$key" --connections "$4" --round "$5" --seconds "$6" --warmup 1 \
    --cpu "server=$3,database=$(postmaster 1)+,model=$model" --out "$7"
}

# stream <name> <model port> <pause ms>
stream() {
  local round
  for round in $(seq "$rounds"); do
    "${generator[@]}" stream --pace "$1" --pause "$3" --url "http://127.0.0.1:$api_port" --model "http://127.0.0.1:$2/v1" --key "$key" \
      --connections 16 --round "$round" --seconds "$stream_seconds" --warmup 2 --out "$results"
  done
}

# skill <name> <out> <seconds> <callback>
skill() {
  KAKAO_SKILL_SECRET=$key dotnet tests/KakaoSimulator/bin/Release/net10.0/ChatPlatform.KakaoSimulator.dll load --url "http://127.0.0.1:$api_port" \
    --rate 100 --seconds "$3" --people 500 --callback "$4" --text "[model:slow:30000] 안녕하세요" --name "$1" --out "$2"
}

# roll_up <name>: counts what is there and notes how long it took
roll_up() {
  local report
  report=$(curl -fs -X POST -H "Authorization: Bearer $key" "http://127.0.0.1:$api_port/admin/statistics/roll-up")
  echo "$report"
  fact "$1" "$(sed 's/.*"duration_ms":\([0-9]*\).*/\1/' <<< "$report")" ms
}

if [ $build = yes ]; then
  publish_app
  for project in tests/FakeModelServer benchmarks/LoadGenerator benchmarks/Ceiling benchmarks/SeedLogs benchmarks/TaskQueue benchmarks/RollUp tests/KakaoSimulator; do
    dotnet build -c Release -v quiet --nologo "$project"
  done
fi

echo "== starting (data in $data, results in $out)"
start_model $model_port
model=$started
start_api $model_port
fact "First start, with the creation of the database" "$ready_ms" ms
sleep 5
memory "Memory of the API process, started and idle"

if [ -z "$only" ]; then
  start_ceiling $ceiling_port ceiling
  ceiling=$started
  start_ceiling $group_port ceiling_group --group-commit
  group=$started
  start_ceiling $asking_port ceiling_asking --group-commit --model "http://127.0.0.1:$model_port/v1"
  asking=$started

  systems=("product $api_port $api" "ceiling $ceiling_port $ceiling" "ceiling+group $group_port $group" "ceiling+group+model $asking_port $asking")
  echo "== warming up"
  for system in "${systems[@]}"; do
    read -r name port pid <<< "$system"
    chat "$name" "$port" "$pid" 16 0 "$warm_all" /dev/null
  done

  echo "== chat"
  for round in $(seq "$rounds"); do
    for count in "${connections[@]}"; do
      for system in "${systems[@]}"; do
        read -r name port pid <<< "$system"
        chat "$name" "$port" "$pid" "$count" "$round" "$seconds" "$results"
      done
    done
  done
  stop "$ceiling" "$group" "$asking"
  sleep 5
  memory "Memory of the API process, idle after the load"

  echo "== streams"
  stream "at once; asked back to back" $model_port 0
  stream "at once; asked with pauses up to 100 ms" $model_port 100
fi

if [ "$only" != rollup ]; then
  echo "== task queue"
  dotnet benchmarks/TaskQueue/bin/Release/net10.0/ChatPlatform.TaskQueue.dll \
    "Host=$(postmaster 5);Port=$(postmaster 4);Username=postgres;Database=task_queue;SSL Mode=Disable" "$results" $tasks "$rounds"
fi

if [ -z "$only" ]; then
  echo "== streams of a slow model"
  stop_api
  start_model $slow_model_port --delay-ms 100 --token-delay-ms 20 --tokens 5
  start_api $slow_model_port
  stream "after 100 ms, then a token each 20 ms; asked with pauses up to 100 ms" $slow_model_port 100

  echo "== logs"
  dotnet benchmarks/SeedLogs/bin/Release/net10.0/ChatPlatform.SeedLogs.dll \
    "Host=$(postmaster 5);Port=$(postmaster 4);Username=chatplatform;Database=chatplatform;SSL Mode=Disable" $rows
  for count in "${log_connections[@]}"; do
    "${generator[@]}" logs --url "http://127.0.0.1:$api_port" --key "$key" --connections $count --requests $log_requests \
      --seconds $log_seconds --out "$results"
  done

  echo "== starts on the existing database"
  for _ in $(seq $starts); do
    stop_api
    start_api $model_port
    fact "From start to ready, existing database" "$ready_ms" ms
  done
  sleep 5
  memory "Memory of the API process, started on the existing database and idle"
fi

if [ "$only" != rollup ]; then
  echo "== /skill"
  stop_api
  start_api $model_port ASPNETCORE_ENVIRONMENT=Development KAKAO_SKILL_SECRET="$key" # in Development callbacks to this machine are allowed
  skill "not counted" /dev/null 12 ok
  fact "Tasks waiting when the /skill runs began" \
    "$(curl -fs -H "Authorization: Bearer $key" "http://127.0.0.1:$api_port/admin/health" | sed 's/.*"waiting":\([0-9]*\).*/\1/')" ""
  skill "with a callback URL, model needs 30 s" "$results" "$skill_seconds" ok
  skill "without a callback URL, model needs 30 s" "$results" "$skill_seconds" none
fi

if [ "$only" = rollup ]; then
  echo "== what the queue of changes costs"
  dotnet benchmarks/RollUp/bin/Release/net10.0/ChatPlatform.RollUp.dll \
    "Host=$(postmaster 5);Port=$(postmaster 4);Username=postgres;Database=rollup;SSL Mode=Disable" "$results" $end_rounds

  echo "== roll-up"
  stop_api
  start_api $model_port ROLLUP_SECONDS=3600 # on demand only
  logs="Host=$(postmaster 5);Port=$(postmaster 4);Username=chatplatform;Database=chatplatform;SSL Mode=Disable"
  dotnet benchmarks/SeedLogs/bin/Release/net10.0/ChatPlatform.SeedLogs.dll "$logs" $rows
  roll_up "Roll-up of $rows log rows"
  for _ in 1 2 3; do
    dotnet benchmarks/SeedLogs/bin/Release/net10.0/ChatPlatform.SeedLogs.dll "$logs" 1000 append
    roll_up "Roll-up of 1000 new log rows"
  done
fi

{
  echo "## $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src benchmarks || echo ' and changes')"
  echo
  echo "Command: \`benchmarks/run.sh $*\`. Rounds: $rounds."
  [ -n "$only" ] || echo "Model in the chat runs: answers at once; $seconds s each. Log rows: $rows beside those of the chats."
  echo
  echo "Machine: $(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)," \
    "Linux $(uname -r), .NET $(dotnet --version), PostgreSQL $(cat "$(home)/data/PG_VERSION") (embedded, fsync and synchronous_commit on)." \
    "Load, model, database and server share it; load average at the end $(cut -d' ' -f1 /proc/loadavg)."
  echo
  "${generator[@]}" report --out "$results"
} > "$out/report.md"
cat "$out/report.md"

if [ $record = yes ]; then
  marker=${only:-figures}
  # from this marker to the next
  awk -v marker="<!-- $marker -->" -v report="$out/report.md" '
    /^<!-- .* -->$/ { skipping = 0 }
    !skipping { print }
    $0 == marker { print ""; while ((getline line < report) > 0) print line; skipping = 1 }' benchmarks/RESULTS.md > "$out/RESULTS.md"
  cp "$out/RESULTS.md" benchmarks/RESULTS.md
  echo "== recorded in benchmarks/RESULTS.md"
fi
