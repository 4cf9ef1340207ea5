// What a storefront's touchpoints are called: the built-in ones, in the order of crates/core/src/touchpoint.rs.
// Never what a shopper reads, only ids, classes and addresses; those are mostly English, or German or French.

// Without groups that capture. `-` stands for what shops put between two words, or nothing.
export const BUILT_IN = {
  reviews: "reviews?|ratings?|testimonials?|bewertung(?:en)?|avis",
  size_guide: "size-(?:guide|chart|table)|fit-guide|groessentabelle|guide-des-tailles",
  delivery: "delivery|shipping|lieferung|versand|livraison",
  returns: "returns?|refunds?|rueckgabe|retouren?|retours?",
  video: "videos?",
  guide: "guides?|how-to|lookbook|blog|journal|magazine?|ratgeber",
  comparison: "compare|comparison|vergleich(?:en)?|comparer",
  wishlist: "wish-?list|favou?rites?|merkliste|wunschliste|favoris",
  search: "search|suche|recherche",
  filters: "filters?|facets?|refine|sort|sort-by|order-by|filtres",
  gallery: "gallery|carousel|slider|swiper|lightbox|zoom|thumbnails?|thumbs?",
  price: "price|preis|prix",
  coupon: "coupons?|vouchers?|promo-code|discount-code|gutschein|code-promo",
  stock: "stock|availability|inventory|verfuegbarkeit",
  checkout: "checkout(?!.cart)|kasse|commande",
  support: "support|help|contact|faq|live-chat|kontakt|hilfe|aide",
  loyalty: "loyalty|rewards?|bonus-points|treuepunkte|fidelite",
  sustainability: "sustainab(?:le|ility)|carbon|ethical|nachhaltig(?:keit)?|durabilite",
  community: "community|forum|ugc|user-photos|events?",
  new_items: "new-(?:in|arrivals?|items|products)|just-in|neuheiten|nouveautes",
};
// To see one of these is not to meet it: that takes using it, or being on its page.
export const TOOLS = ["video", "guide", "comparison", "wishlist", "search", "filters", "gallery", "coupon", "checkout", "support"];
// What stands on a button says nothing of these.
export const SIGHTS = ["price", "stock"];
