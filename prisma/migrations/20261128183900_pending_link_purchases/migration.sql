-- A Payment Link's purchase whose payment is on its way keeps stock like a checkout of ours: one that no browser of ours began.

-- AlterTable
ALTER TABLE "checkout" ALTER COLUMN "browser_hash" DROP NOT NULL;
