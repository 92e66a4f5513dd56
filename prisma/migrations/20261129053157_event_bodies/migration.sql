-- CreateTable
CREATE TABLE "stripe_event_body" (
    "event_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_event_body_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE INDEX "stripe_event_body_received_at_idx" ON "stripe_event_body"("received_at");

-- AddForeignKey
ALTER TABLE "stripe_event_body" ADD CONSTRAINT "stripe_event_body_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "stripe_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What events said moves into rows of its own, which go when they are old; the events stay.
INSERT INTO "stripe_event_body" ("event_id", "payload", "received_at")
SELECT "id", "payload", "received_at" FROM "stripe_event";

-- AlterTable
ALTER TABLE "stripe_event" DROP COLUMN "payload";
