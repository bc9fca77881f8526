const place = (id) => `/place?id=${encodeURIComponent(id)}`;

/** The views that are pictured, each with what is done before it. */
export const snapshotViews = [
  { name: "overview", path: "/" },
  { name: "file", path: place("shop/prices.py") },
  { name: "symbol", path: place("shop/main.py#run") },
  { name: "search", path: "/search?q=rounded" },
  {
    name: "palette",
    path: place("shop"),
    async prepare(page) {
      await page.keyboard.press("Control+k");
      await page
        .getByRole("option", { name: /main branch/u })
        .first()
        .waitFor();
    },
  },
  { name: "history", path: "/history" },
  { name: "changes", path: "/changes?from=main&to=feature" },
  { name: "merge", path: "/merge?ref=feature" },
  { name: "run", path: "/run" },
];
