-- AlterTable
ALTER TABLE "stripe_event" ADD COLUMN "missed_at" TIMESTAMPTZ(3);

-- That an event had to be fetched is said by its own row.
UPDATE "stripe_event" SET "missed_at" = "sweep_catch"."at" FROM "sweep_catch" WHERE "sweep_catch"."object_id" = "stripe_event"."id";
DROP TABLE "sweep_catch";

-- Events that no delivery brought, and that are not noted yet, are looked for every minute, and are few.
DROP INDEX "stripe_event_not_delivered";
CREATE INDEX "stripe_event_not_noted" ON "stripe_event" ("created_at") WHERE NOT "delivered" AND "missed_at" IS NULL;
CREATE INDEX "stripe_event_missed" ON "stripe_event" ("missed_at") WHERE "missed_at" IS NOT NULL;
