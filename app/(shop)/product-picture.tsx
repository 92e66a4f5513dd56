import Image from 'next/image';

/** A product's picture, four wide and five high like all of them. */
export function ProductPicture({
  image,
  alt,
  sizes,
  eager = false,
  className = '',
}: {
  image: string;
  alt: string;
  sizes?: string;
  eager?: boolean;
  className?: string;
}) {
  return (
    <Image
      src={image}
      alt={alt}
      width={800}
      height={1000}
      sizes={sizes}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : undefined}
      className={`picture block aspect-4/5 h-auto w-full bg-wash object-cover ${className}`}
    />
  );
}
