export const RECONCILE_USAGE = `Usage: kongsi reconcile day.csv [--credentials file] [--hand-back answers.csv]

Uploads a day (CSV or JSON) and says how it matches the hub's postings.

  --credentials  {"partnerId":"prt_...","baseUrl":"https://...","key":{JWK}}
                 (default: kongsi.credentials.json)
  --hand-back    writes the answer to each record; .json for JSON, else CSV

Exit code: 0 all matched or explained, 1 breaks, 2 unreadable or refused.
`;
