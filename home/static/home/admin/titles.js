// A title that people can read, from a name that a camera or a colleague gave to a file.
const readable = (name) => {
  const words = name.replace(/\.[a-z0-9]{2,4}$/i, "").replace(/[_\s]+/g, " ").replace(/(\D)-+(?=\D)/g, "$1 ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
};

for (const kind of ["images", "documents"]) {
  document.addEventListener(`wagtail:${kind}-upload`, (event) => {
    const { data, filename } = event.detail;
    if (data && filename) data.title = readable(filename);
  });
}
