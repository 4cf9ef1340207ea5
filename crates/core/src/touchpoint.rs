//! What a storefront's shoppers meet on their way: touchpoints, by their place in one list.
//! Never a product or a page; where they are found is the shell's and the plan's business.

/// Touchpoints that are detected without tagging; an owner's own come after them.
pub const BUILT_IN: [&str; 20] = [
    "reviews",
    "size_guide",
    "delivery",
    "returns",
    "video",
    "guide",
    "comparison",
    "wishlist",
    "search",
    "filters",
    "gallery",
    "price",
    "coupon",
    "stock",
    "checkout",
    "support",
    "loyalty",
    "sustainability",
    "community",
    "new_items",
];

/// Most touchpoints of a storefront, the built-in ones included.
pub const MAX: u8 = 100;

/// Touchpoints that a visit tells of, drawn from all.
pub const DRAWN: usize = 8;
