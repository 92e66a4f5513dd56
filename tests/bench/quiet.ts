/** Imported before anything of the shop: its log would drown the figures. */
process.env.LOG_LEVEL = 'silent';
