export interface DownloadRow {
  id: string;
  fulfillmentId: string;
  fileId: string;
  revokedAt: Date | null;
}

export interface DownloadRows {
  downloads: readonly DownloadRow[];
}
