-- CreateEnum
CREATE TYPE "dispute_outcome" AS ENUM ('open', 'won', 'lost');

-- CreateEnum
CREATE TYPE "payment_kind" AS ENUM ('session', 'invoice');

-- CreateEnum
CREATE TYPE "payment_entry_kind" AS ENUM ('charge', 'refund', 'refund_failed', 'dispute_lost', 'dispute_reversed', 'fee');

-- CreateEnum
CREATE TYPE "merchant_request_kind" AS ENUM ('refund', 'end_subscription');

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "access_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "attention_at" TIMESTAMPTZ(3),
ADD COLUMN     "disputes_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "subscription_ended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "announced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "invoice_id" TEXT;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "renewals_met" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "fulfillment" DROP COLUMN "state";

-- AlterTable
ALTER TABLE "parcel" ADD COLUMN     "announced_mark" TEXT,
ADD COLUMN     "announced_ready" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "announced_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shipped_by" "fulfillment_trigger";

-- AlterTable
ALTER TABLE "entitlement" DROP COLUMN "told_open",
ADD COLUMN     "announced_open" BOOLEAN,
ADD COLUMN     "times_announced" INTEGER NOT NULL DEFAULT 0;

-- DropEnum
DROP TYPE "grant_state";

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "invoice_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "outcome" "dispute_outcome" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "payment_kind" NOT NULL,
    "invoice_id" TEXT,
    "payment_intent_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_entry" (
    "kind" "payment_entry_kind" NOT NULL,
    "object_id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_entry_pkey" PRIMARY KEY ("kind","object_id")
);

-- CreateTable
CREATE TABLE "subscription_period" (
    "invoice_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "missed" BOOLEAN NOT NULL DEFAULT false,
    "met" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "subscription_period_pkey" PRIMARY KEY ("invoice_id")
);

-- CreateTable
CREATE TABLE "merchant_request" (
    "key" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "merchant_request_kind" NOT NULL,
    "body" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_request_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "dispute_order_id_idx" ON "dispute"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_invoice_id_key" ON "payment"("invoice_id");

-- CreateIndex
CREATE INDEX "payment_order_id_idx" ON "payment"("order_id");

-- CreateIndex
CREATE INDEX "payment_payment_intent_id_idx" ON "payment"("payment_intent_id");

-- CreateIndex
CREATE INDEX "payment_paid_at_idx" ON "payment"("paid_at");

-- CreateIndex
CREATE INDEX "payment_entry_payment_id_idx" ON "payment_entry"("payment_id");

-- CreateIndex
CREATE INDEX "payment_entry_at_idx" ON "payment_entry"("at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_period_order_id_number_key" ON "subscription_period"("order_id", "number");

-- CreateIndex
CREATE INDEX "merchant_request_order_id_idx" ON "merchant_request"("order_id");

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_entry" ADD CONSTRAINT "payment_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_period" ADD CONSTRAINT "subscription_period_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_request" ADD CONSTRAINT "merchant_request_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Constraints that Prisma cannot express, named after the invariant they guard.
ALTER TABLE "fulfillment" ADD CONSTRAINT "i1_units" CHECK ("units" >= 0);
CREATE UNIQUE INDEX "i1_one_session_payment" ON "payment" ("order_id") WHERE "kind" = 'session';
ALTER TABLE "payment" ADD CONSTRAINT "payment_names_its_invoice" CHECK (("kind" = 'invoice') = ("invoice_id" IS NOT NULL));
ALTER TABLE "payment" ADD CONSTRAINT "i6_payment_not_negative" CHECK ("amount" >= 0);
ALTER TABLE "subscription_period" ADD CONSTRAINT "i7_met_was_missed" CHECK ("missed" OR NOT "met");
CREATE INDEX "entitlement_to_end" ON "entitlement" ("ends_at") WHERE "announced_open";
