export interface DownloadRow {
  id: string;
  fulfillmentId: string;
  fileId: string;
  /** How often the file may be fetched, in all. */
  limit: number;
  /** How often it was: fetches count themselves, under a lock that lets no decision in between. */
  count: number;
  revokedAt: Date | null;
}

export interface DownloadRows {
  downloads: readonly DownloadRow[];
}
