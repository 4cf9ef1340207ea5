//! The trained weights of purchase intent, in logits; edges in pages, seconds, seconds a page.
//! Never edited: written by `cargo xtask eval --data DIR --train intent`.
//!
//! Data: Online Shoppers Purchasing Intention (UCI 468, Sakar & Kastro 2018, CC BY 4.0), all rows,
//! online_shoppers_intention.csv with SHA-256
//! 44b29f6ac84d6491bcf8d78e3cd544c10df910fe518293454174876f25956c4f.

use super::{Intent, Quantity, Scale};

/// The model that ships.
#[rustfmt::skip]
pub static TRAINED: Intent<'static> = Intent {
    intercept: -1.859,
    new: 0.513,
    weekend: 0.086,
    scales: &[
        Scale {
            quantity: Quantity::AccountPages,
            only_new: false,
            edges: &[1.0, 2.0, 4.0, 5.0, 8.0],
            weights: &[-0.452, 0.126, 0.034, 0.069, 0.101, 0.121],
        },
        Scale {
            quantity: Quantity::AccountSeconds,
            only_new: false,
            edges: &[7.5, 32.0, 58.5, 93.3, 148.0, 253.1],
            weights: &[-0.071, 0.047, 0.064, 0.052, -0.154, -0.021, 0.083],
        },
        Scale {
            quantity: Quantity::AccountPace,
            only_new: false,
            edges: &[5.1, 12.3, 18.0, 24.4, 34.7, 57.5],
            weights: &[-0.065, -0.05, -0.013, 0.105, 0.124, 0.016, -0.118],
        },
        Scale {
            quantity: Quantity::InformationPages,
            only_new: false,
            edges: &[1.0, 2.0],
            weights: &[-0.05, 0.083, -0.034],
        },
        Scale {
            quantity: Quantity::InformationSeconds,
            only_new: false,
            edges: &[15.2, 100.8],
            weights: &[-0.273, 0.09, 0.183],
        },
        Scale {
            quantity: Quantity::InformationPace,
            only_new: false,
            edges: &[10.0, 45.2],
            weights: &[0.227, -0.156, -0.071],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: false,
            edges: &[2.0, 5.0, 7.0, 10.0, 14.0, 18.0, 23.0, 29.0, 38.0, 52.0, 83.0],
            weights: &[-0.421, -0.427, -0.343, -0.017, 0.072, 0.108, 0.186, 0.12, 0.16, 0.093, 0.163, 0.305],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: false,
            edges: &[22.0, 95.3, 184.1, 293.5, 432.8, 599.0, 809.7, 1088.0, 1464.2, 2050.3, 3268.1],
            weights: &[-0.296, -0.393, -0.421, -0.453, -0.103, 0.054, 0.121, 0.247, 0.349, 0.103, 0.301, 0.49],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: false,
            edges: &[6.7, 13.5, 17.6, 21.3, 25.0, 28.9, 33.1, 38.4, 45.1, 55.5, 76.2],
            weights: &[-0.845, -0.478, -0.114, 0.015, 0.091, 0.132, 0.176, 0.302, 0.274, 0.151, 0.331, -0.034],
        },
        Scale {
            quantity: Quantity::AccountPages,
            only_new: true,
            edges: &[1.0, 2.0, 4.0, 6.0],
            weights: &[0.95, 0.272, -0.163, -0.229, -0.317],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: true,
            edges: &[3.0, 7.0, 12.0, 18.0, 26.0, 38.0, 64.0],
            weights: &[0.31, -0.058, -0.003, 0.192, 0.008, 0.132, 0.016, -0.083],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: true,
            edges: &[57.5, 184.1, 356.0, 599.0, 931.5, 1464.2, 2520.1],
            weights: &[0.348, -0.038, -0.131, -0.064, 0.043, 0.131, 0.067, 0.158],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: true,
            edges: &[10.8, 17.6, 23.1, 28.9, 35.5, 45.1, 63.7],
            weights: &[0.175, -0.206, 0.025, -0.02, -0.093, 0.331, 0.273, 0.028],
        },
    ],
};
