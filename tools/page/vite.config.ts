import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// One file, without hashes or dates in it: the same sources give the same bytes.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    viteSingleFile({ removeViteModuleLoader: true }),
    {
      name: "named-as-the-program-wants-it",
      enforce: "post",
      generateBundle(_options, bundle) {
        const page = bundle["index.html"];
        if (page) {
          page.fileName = "report.html";
        }
      },
    },
  ],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
});
