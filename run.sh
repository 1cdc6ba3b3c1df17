#!/usr/bin/env bash
# Everything that is needed, then the platform on http://localhost:5000 (PORT changes it). Ctrl-C stops it.
# Data and .env belong to the folder this is started from; arguments are passed on as settings (--KEY=value).
set -euo pipefail

# shellcheck source=scripts/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/scripts/setup.sh"

require_dotnet
require_node
[[ -n "${DATABASE_URL:-}${ConnectionStrings__Default:-}" ]] || ensure_postgres
ensure_app

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
exec dotnet "$app/ChatPlatform.Api.dll" --contentRoot "$app" "$@"
