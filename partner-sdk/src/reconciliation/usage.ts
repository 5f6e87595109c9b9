export const RECONCILE_USAGE = `Usage: kongsi reconcile day.csv [--credentials file] [--hand-back answers.csv]
                        [--json]

Uploads a day (CSV or JSON; - reads standard input) and says how it matches
the hub's postings. The same day may be sent again at any time.

  --credentials  {"partnerId":"prt_...","baseUrl":"https://...","key":{JWK}}
                 (default: kongsi.credentials.json)
  --hand-back    writes the answer to each record to a new file; .json for
                 JSON, else CSV
  --json         prints the reconciliation and its open breaks as JSON

Exit code: 0 all matched or explained, 1 breaks, 2 unreadable or refused,
3 no answer of the hub.
`;
