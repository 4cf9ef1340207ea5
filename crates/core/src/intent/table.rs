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
    intercept: -1.797,
    new: 0.178,
    weekend: 0.086,
    scales: &[
        Scale {
            quantity: Quantity::AccountPages,
            only_new: false,
            edges: &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0],
            weights: &[-0.297, 0.066, -0.008, 0.004, 0.017, 0.036, 0.102, 0.08],
        },
        Scale {
            quantity: Quantity::AccountSeconds,
            only_new: false,
            edges: &[7.5, 26.0, 45.0, 66.3, 93.3, 132.0, 189.3, 305.1],
            weights: &[-0.109, 0.025, 0.093, 0.089, 0.043, -0.097, -0.008, -0.048, 0.013],
        },
        Scale {
            quantity: Quantity::AccountPace,
            only_new: false,
            edges: &[5.1, 10.8, 15.0, 19.3, 24.4, 31.7, 44.2, 70.0],
            weights: &[-0.182, -0.102, -0.088, 0.037, 0.127, 0.161, 0.096, -0.054, 0.005],
        },
        Scale {
            quantity: Quantity::InformationPages,
            only_new: false,
            edges: &[1.0, 2.0, 3.0],
            weights: &[-0.071, 0.036, -0.008, 0.043],
        },
        Scale {
            quantity: Quantity::InformationSeconds,
            only_new: false,
            edges: &[6.0, 44.0, 146.0],
            weights: &[0.006, 0.003, -0.041, 0.032],
        },
        Scale {
            quantity: Quantity::InformationPace,
            only_new: false,
            edges: &[4.0, 23.8, 61.3],
            weights: &[-0.047, -0.101, 0.05, 0.098],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: false,
            edges: &[2.0, 3.0, 5.0, 7.0, 10.0, 12.0, 15.0, 18.0, 22.0, 26.0, 31.0, 38.0, 48.0, 64.0, 97.0],
            weights: &[-0.379, -0.396, -0.382, -0.323, -0.104, 0.002, 0.071, 0.069, 0.121, 0.125, 0.176, 0.126, 0.09, 0.184, 0.222, 0.398],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: false,
            edges: &[4.0, 57.5, 116.5, 184.1, 265.2, 356.0, 469.4, 599.0, 751.5, 931.5, 1178.0, 1464.2, 1878.2, 2520.1, 3837.5],
            weights: &[-0.463, -0.345, -0.371, -0.383, -0.363, -0.126, -0.087, 0.11, 0.158, 0.278, 0.257, 0.279, 0.076, 0.274, 0.289, 0.418],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: false,
            edges: &[1.5, 10.8, 14.6, 17.6, 20.4, 23.1, 25.9, 28.9, 32.0, 35.5, 39.8, 45.1, 52.3, 63.7, 87.0],
            weights: &[-0.557, -0.447, -0.41, -0.148, -0.044, 0.014, 0.068, 0.052, 0.043, 0.259, 0.293, 0.279, 0.206, 0.269, 0.164, -0.041],
        },
        Scale {
            quantity: Quantity::AccountPages,
            only_new: true,
            edges: &[1.0, 2.0, 4.0, 6.0],
            weights: &[0.311, 0.123, -0.065, -0.086, -0.106],
        },
        Scale {
            quantity: Quantity::AccountSeconds,
            only_new: true,
            edges: &[7.5, 45.0, 93.3, 189.3],
            weights: &[0.338, 0.182, -0.052, -0.146, -0.145],
        },
        Scale {
            quantity: Quantity::AccountPace,
            only_new: true,
            edges: &[5.1, 15.0, 24.4, 44.2],
            weights: &[0.274, 0.079, -0.092, -0.041, -0.042],
        },
        Scale {
            quantity: Quantity::InformationPages,
            only_new: true,
            edges: &[2.0],
            weights: &[0.159, 0.019],
        },
        Scale {
            quantity: Quantity::InformationSeconds,
            only_new: true,
            edges: &[44.0],
            weights: &[0.144, 0.034],
        },
        Scale {
            quantity: Quantity::InformationPace,
            only_new: true,
            edges: &[23.8],
            weights: &[0.143, 0.035],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: true,
            edges: &[3.0, 7.0, 12.0, 18.0, 26.0, 38.0, 64.0],
            weights: &[0.121, -0.037, -0.008, 0.077, 0.01, 0.044, 0.005, -0.035],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: true,
            edges: &[57.5, 184.1, 356.0, 599.0, 931.5, 1464.2, 2520.1],
            weights: &[0.093, -0.067, -0.115, -0.035, 0.03, 0.102, 0.066, 0.104],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: true,
            edges: &[10.8, 17.6, 23.1, 28.9, 35.5, 45.1, 63.7],
            weights: &[0.01, -0.14, -0.055, -0.044, -0.026, 0.181, 0.171, 0.082],
        },
    ],
};
