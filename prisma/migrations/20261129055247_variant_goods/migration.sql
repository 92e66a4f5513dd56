-- Stock, holds, files and licence keys are a variant's: what a product had goes to its one variant.

-- AlterTable
ALTER TABLE "stock" ADD COLUMN     "variant_id" UUID;
UPDATE "stock" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "stock"."product_id";
ALTER TABLE "stock" DROP COLUMN "product_id",
ADD CONSTRAINT "stock_pkey" PRIMARY KEY ("variant_id");

-- AlterTable
ALTER TABLE "product_file" ADD COLUMN     "variant_id" UUID;
UPDATE "product_file" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "product_file"."product_id";
ALTER TABLE "product_file" DROP COLUMN "product_id",
ALTER COLUMN "variant_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "variant_id" UUID;
UPDATE "hold" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "hold"."product_id";
ALTER TABLE "hold" DROP COLUMN "product_id",
ADD CONSTRAINT "hold_pkey" PRIMARY KEY ("checkout_id", "variant_id");

-- AlterTable
ALTER TABLE "license_key" ADD COLUMN     "variant_id" UUID;
UPDATE "license_key" SET "variant_id" = "owner"."id" FROM "product_variant" AS "owner"
  WHERE "owner"."product_id" = "license_key"."product_id";
ALTER TABLE "license_key" DROP COLUMN "product_id",
ALTER COLUMN "variant_id" SET NOT NULL;

-- DropIndex
DROP INDEX "order_line_product_id_back_ordered_at_idx";

-- CreateIndex
CREATE INDEX "order_line_product_id_idx" ON "order_line"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_file_variant_id_file_key" ON "product_file"("variant_id", "file");

-- CreateIndex
CREATE INDEX "license_key_variant_id_fulfillment_id_idx" ON "license_key"("variant_id", "fulfillment_id");

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_key" ADD CONSTRAINT "license_key_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express -------------------------------------------------------------------------------

-- A variant's pool of licence keys is searched for the next free one; the index went with the product's column.
CREATE INDEX "license_key_free" ON "license_key" ("variant_id", "created_at", "id") WHERE "fulfillment_id" IS NULL;
