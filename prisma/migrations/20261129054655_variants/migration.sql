-- A product has one or more variants. A variant owns its prices, its Payment Link and its product at Stripe, whose
-- pages and receipts name what is bought by that alone. Each product that is there gets one, which owns what was its.

-- CreateTable
CREATE TABLE "product_variant" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sku" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "weight_grams" INTEGER,
    "stripe_product_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_variant_pkey" PRIMARY KEY ("id")
);
INSERT INTO "product_variant" ("id", "product_id", "weight_grams", "stripe_product_id", "created_at")
  SELECT gen_random_uuid(), "id", "weight_grams", "stripe_product_id", "created_at" FROM "product";

-- AlterTable
ALTER TABLE "product" DROP COLUMN "stripe_product_id",
DROP COLUMN "weight_grams";

-- AlterTable
ALTER TABLE "price" ADD COLUMN     "variant_id" UUID;
UPDATE "price" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "price"."product_id";
ALTER TABLE "price" ALTER COLUMN "variant_id" SET NOT NULL,
DROP COLUMN "product_id";

-- AlterTable
ALTER TABLE "payment_link" ADD COLUMN     "variant_id" UUID;
UPDATE "payment_link" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "payment_link"."product_id";
ALTER TABLE "payment_link" ALTER COLUMN "variant_id" SET NOT NULL,
DROP COLUMN "product_id";

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "variant_id" UUID;
UPDATE "order_line" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "order_line"."product_id";

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_sku_key" ON "product_variant"("sku");

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_stripe_product_id_key" ON "product_variant"("stripe_product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_variant_product_id_position_key" ON "product_variant"("product_id", "position");

-- CreateIndex
CREATE INDEX "price_variant_id_idx" ON "price"("variant_id");

-- CreateIndex
CREATE INDEX "payment_link_variant_id_idx" ON "payment_link"("variant_id");

-- CreateIndex
CREATE INDEX "order_line_variant_id_back_ordered_at_idx" ON "order_line"("variant_id", "back_ordered_at");

-- AddForeignKey
ALTER TABLE "product_variant" ADD CONSTRAINT "product_variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_link" ADD CONSTRAINT "payment_link_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot express -------------------------------------------------------------------------------

-- I6: one price of a variant is on sale at a time, and one Payment Link. Both indexes went with the product's column.
CREATE UNIQUE INDEX "i6_one_active_price" ON "price" ("variant_id") WHERE "active";
CREATE UNIQUE INDEX "one_active_payment_link" ON "payment_link" ("variant_id") WHERE "active";

-- A product without a variant could not be sold, and no page would say so: seen at the commit, when all is written.
CREATE FUNCTION "product_has_a_variant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "about" UUID;
BEGIN
  IF TG_TABLE_NAME = 'product' THEN
    "about" := NEW."id";
  ELSE
    "about" := OLD."product_id";
  END IF;
  IF EXISTS (SELECT FROM "product" WHERE "id" = "about")
    AND NOT EXISTS (SELECT FROM "product_variant" WHERE "product_id" = "about") THEN
    RAISE EXCEPTION 'product % has no variant', "about" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "product_has_a_variant" AFTER INSERT ON "product"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "product_has_a_variant"();
CREATE CONSTRAINT TRIGGER "product_has_a_variant" AFTER DELETE OR UPDATE OF "product_id" ON "product_variant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "product_has_a_variant"();
