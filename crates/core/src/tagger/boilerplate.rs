//! What every shop says of every product: cookies, carts, shipping, taxes, sizes in figures.
//! Never a sign of a motive; a text that is mostly of this gets no tags.

use super::words::{Words, lists};

/// Words of a shop's own workings, folded, in all six languages.
const SHOP: &[u8] = b" cookie cookies website site sito sitio newsletter preferences preferencias preferenze einstellungen navegacion navigazione navegacao login password email mail vat iva mwst tva \
cart basket checkout wishlist shipping delivery postage postcode returns stock sku browser javascript copyright \
carrito cesta envio envios entrega entregas plazo pedido pedidos contrasena correo existencias agotado \
carrello spedizione spedizioni consegna ordine ordini magazzino esaurito rimborso indirizzo \
panier livraison expedition commande commandes rupture remboursement adresse \
warenkorb versand versandkosten lieferung lieferzeit lieferbar bestellung bestellwert lager werktage werktagen zzgl inkl \
carrinho portes encomenda encomendas esgotado reembolso morada \
cm mm kg ml watt watts volt volts px material materiale composizione composicion composition composicao \
polyester poliester poliestere gewicht peso poids weight ";

/// One such word among ten words is too much, and one figure among five.
const WORD: usize = 10;
const FIGURE: usize = 5;

/// Whether a text is mostly about the shop's workings, or a list of figures.
pub(super) fn is_boilerplate(words: &Words) -> bool {
    let (mut all, mut workings) = (0, 0);
    for word in words.iter() {
        all += 1;
        workings += match word {
            [b'0', ..] => FIGURE,
            _ if lists(SHOP, word) => WORD,
            _ => 0,
        };
    }
    workings > 0 && workings >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shops_workings_are_told_from_a_sentence_with_a_figure() {
        let told = |text: &str| is_boilerplate(&Words::of(text));
        for text in [
            "We use cookies on this site.",
            "Añadir a la cesta",
            "Spedizione in due o tre giorni",
            "Ajouter au panier",
            "Alle Preise inkl. MwSt., zzgl. Versandkosten",
            "120 x 60 x 75 cm",
        ] {
            assert!(told(text), "{text}");
        }
        assert!(!told("One of forty numbered pieces that you will still love in 20 years"));
        assert!(!told(""));
    }
}
