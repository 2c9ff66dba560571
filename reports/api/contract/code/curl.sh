# The figures of one measure, as JSON and as a table
curl "$SITE/api/v1/figures/?measure=market_size&status=estimate"
curl "$SITE/api/v1/figures/?measure=market_size&format=csv"
# The same as it was at the end of a day
curl "$SITE/api/v1/figures/?measure=market_size&as_of=2025-01-31"
# Is what I have still current? 304 if it is
tag=$(curl -sI "$SITE/api/v1/figures/" | tr -d '\r' | sed -n 's/^etag: //Ip')
curl -s -o /dev/null -w '%{http_code}\n' -H "If-None-Match: $tag" "$SITE/api/v1/figures/"
