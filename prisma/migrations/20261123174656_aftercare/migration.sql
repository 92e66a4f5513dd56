-- CreateEnum
CREATE TYPE "refund_state" AS ENUM ('pending', 'requires_action', 'succeeded', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "outgoing_state" AS ENUM ('queued', 'delivered', 'given_up');

-- AlterEnum
ALTER TYPE "line_state" ADD VALUE 'back_ordered';

-- AlterEnum
ALTER TYPE "mail_state" ADD VALUE 'dropped';
ALTER TYPE "mail_state" ADD VALUE 'refused';

-- DropIndex
DROP INDEX "parcel_order_id_idx";

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "low_pool_at" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "offered_with" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "amount_difference" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "amount_lost" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "amount_refunded" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "buyer_id" UUID,
ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "back_ordered_at" TIMESTAMPTZ(3),
ADD COLUMN     "units_by_hand" INTEGER,
ADD COLUMN     "units_refunded" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "fulfillment" ADD COLUMN     "units" INTEGER NOT NULL DEFAULT 0;
-- What was granted was granted for the whole line.
UPDATE "fulfillment" SET "units" = "quantity" FROM "order_line"
  WHERE "order_line"."id" = "order_line_id" AND "fulfillment"."state" = 'granted';
ALTER TABLE "fulfillment" ALTER COLUMN "units" DROP DEFAULT;

-- AlterTable
ALTER TABLE "parcel" ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "tracking_url" TEXT;
UPDATE "parcel" SET "number" = "counted"."n" FROM (
  SELECT "id", row_number() OVER (PARTITION BY "order_id" ORDER BY "created_at", "id") AS "n" FROM "parcel") AS "counted"
  WHERE "counted"."id" = "parcel"."id";

-- AlterTable
ALTER TABLE "entitlement" ADD COLUMN     "told_open" BOOLEAN,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "stripe_event" ADD COLUMN     "delivered" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "mail_message" ADD COLUMN     "data" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "last_tried_at" TIMESTAMPTZ(3),
ALTER COLUMN "order_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "buyer" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "buyer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_record" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "api_version" TEXT NOT NULL,
    "retrieved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "state" "refund_state" NOT NULL,
    "reason" TEXT,
    "failure_reason" TEXT,
    "actor" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" TEXT NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_endpoint" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),
    "kinds" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outgoing_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_message" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "payload" JSONB NOT NULL,
    "state" "outgoing_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "last_error" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep_mark" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_mark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "sweep_catch" (
    "object_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "order_id" UUID,

    CONSTRAINT "sweep_catch_pkey" PRIMARY KEY ("object_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "buyer_email_key" ON "buyer"("email");

-- CreateIndex
CREATE INDEX "buyer_created_at_id_idx" ON "buyer"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "order_record_order_id_kind_object_id_hash_key" ON "order_record"("order_id", "kind", "object_id", "hash");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_line_order_line_id_idx" ON "refund_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "outgoing_message_order_id_idx" ON "outgoing_message"("order_id");

-- CreateIndex
CREATE INDEX "outgoing_message_queued_at_idx" ON "outgoing_message"("queued_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_message_endpoint_id_idempotency_key_key" ON "outgoing_message"("endpoint_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "sweep_catch_at_idx" ON "sweep_catch"("at" DESC);

-- CreateIndex
CREATE INDEX "orders_buyer_id_created_at_idx" ON "orders"("buyer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "order_line_product_id_back_ordered_at_idx" ON "order_line"("product_id", "back_ordered_at");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_order_id_number_key" ON "parcel"("order_id", "number");

-- CreateIndex
CREATE INDEX "parcel_state_shipped_at_idx" ON "parcel"("state", "shipped_at");

-- DropIndex
DROP INDEX "entitlement_email_idx";

-- CreateIndex
CREATE INDEX "entitlement_updated_at_id_idx" ON "entitlement"("updated_at", "id");

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "buyer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_record" ADD CONSTRAINT "order_record_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "outgoing_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Orders that are there already get their buyer, their refund and their entitlements' news.
INSERT INTO "buyer" ("id", "email", "name", "created_at")
  SELECT gen_random_uuid(), lower("email"), (array_agg("name" ORDER BY "created_at" DESC, "number" DESC))[1], min("created_at")
  FROM "orders" WHERE "email" IS NOT NULL GROUP BY lower("email");
UPDATE "orders" SET "buyer_id" = "buyer"."id" FROM "buyer" WHERE "buyer"."email" = lower("orders"."email");
UPDATE "orders" SET "amount_refunded" = "amount_total" WHERE "payment" = 'refunded';
UPDATE "orders" SET "amount_refunded" = "told"."refunded" FROM (
  SELECT "order_id", max(("data" ->> 'refunded')::integer) AS "refunded" FROM "timeline_entry"
  WHERE "kind" = 'payment_refunded' AND "data" ? 'refunded' GROUP BY "order_id") AS "told"
  WHERE "told"."order_id" = "orders"."id" AND "payment" = 'partly_refunded';
UPDATE "entitlement" SET "told_open" = "revoked_at" IS NULL AND ("ends_at" IS NULL OR "ends_at" > now());

-- What a merchant finished by hand stays theirs.
UPDATE "order_line" SET "units_by_hand" = "quantity" FROM "timeline_entry" AS "told"
  WHERE "told"."order_id" = "order_line"."order_id" AND "told"."kind" = 'fulfilled_by_hand'
    AND "told"."data" ->> 'lineId' = "order_line"."id"::text AND "order_line"."state" = 'fulfilled';

-- What Prisma cannot express -------------------------------------------------------------------------------

-- I1: money goes back for units that were bought, and what is revoked has no units left.
ALTER TABLE "order_line" ADD CONSTRAINT "i1_units_refunded" CHECK ("units_refunded" BETWEEN 0 AND "quantity");
ALTER TABLE "order_line" ADD CONSTRAINT "i1_units_by_hand" CHECK ("units_by_hand" BETWEEN 0 AND "quantity");
ALTER TABLE "fulfillment" ADD CONSTRAINT "i1_units" CHECK ("units" >= 0 AND ("state" = 'revoked') = ("units" = 0));
ALTER TABLE "parcel_item" ADD CONSTRAINT "i1_parcel_item_positive" CHECK ("quantity" > 0);

-- I6: what goes back is never negative.
ALTER TABLE "orders" ADD CONSTRAINT "i6_refunded_not_negative" CHECK ("amount_lost" >= 0 AND "amount_refunded" >= "amount_lost");
ALTER TABLE "refund" ADD CONSTRAINT "i6_refund_positive" CHECK ("amount" > 0);
ALTER TABLE "refund_line" ADD CONSTRAINT "i6_refund_line_positive" CHECK ("quantity" > 0 AND "amount" >= 0);

-- One buyer for one address, however it was typed.
ALTER TABLE "buyer" ADD CONSTRAINT "buyer_email_lower" CHECK ("email" = lower("email"));

-- Copies of Stripe's answers are evidence. Erasure says so in its own transaction, and may then rewrite a body.
CREATE FUNCTION "order_record_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('bottega.erasing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'the copies of Stripe''s answers are append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "order_record_append_only" BEFORE UPDATE ON "order_record"
  FOR EACH ROW EXECUTE FUNCTION "order_record_is_append_only"();

-- The timeline may be rewritten by erasure alone, too.
CREATE OR REPLACE FUNCTION "timeline_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('bottega.erasing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'the timeline is append-only';
  END IF;
  RETURN NEW;
END $$;

-- Outgoing messages and catches are looked for while they are news.
CREATE INDEX "outgoing_message_queued" ON "outgoing_message" ("queued_at") WHERE "state" = 'queued';

-- Access whose end has come and was not told of yet; access by address, however it was typed; keys taken back.
CREATE INDEX "entitlement_to_end" ON "entitlement" ("ends_at") WHERE "told_open";
CREATE INDEX "entitlement_email" ON "entitlement" (lower("email"), "updated_at", "id");
CREATE INDEX "license_key_revoked" ON "license_key" ("revoked_at", "id") WHERE "revoked_at" IS NOT NULL;

-- Orders whose figures do not add up are few, and a list of the merchant's asks for them.
CREATE INDEX "orders_amounts_differ" ON "orders" ("created_at" DESC, "id" DESC) WHERE "amount_difference" <> 0;

-- The merchant's search looks for any part of a name or an address.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
CREATE INDEX "orders_search" ON "orders" USING gin ("email" gin_trgm_ops, "name" gin_trgm_ops);
CREATE INDEX "buyer_search" ON "buyer" USING gin ("email" gin_trgm_ops, "name" gin_trgm_ops);

-- Whether an event that comes late is about an order whose details were erased.
CREATE INDEX "orders_erased" ON "orders" ("customer_id") WHERE "erased_at" IS NOT NULL;

-- Events that no delivery brought are looked for every minute, and are few.
CREATE INDEX "stripe_event_not_delivered" ON "stripe_event" ("created_at") WHERE NOT "delivered";
