// A product's pictures: thumbnails change the big one.
// Never needed: without this script a thumbnail opens its picture.

const main = document.getElementById('gallery-main');
const thumbs = [...document.querySelectorAll('.thumbs a')];

for (const thumb of thumbs) {
  thumb.addEventListener('click', (event) => {
    event.preventDefault();
    main.src = thumb.getAttribute('href');
    main.alt = thumb.querySelector('img').alt;
    for (const other of thumbs) other.removeAttribute('aria-current');
    thumb.setAttribute('aria-current', 'true');
  });
}
