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
    intercept: -1.764,
    new: 0.539,
    weekend: 0.089,
    scales: &[
        Scale {
            quantity: Quantity::AccountPages,
            only_new: false,
            edges: &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0],
            weights: &[-0.328, 0.031, -0.024, -0.007, 0.019, 0.036, 0.093, 0.145, 0.034],
        },
        Scale {
            quantity: Quantity::AccountSeconds,
            only_new: false,
            edges: &[7.5, 19.5, 32.0, 45.0, 58.5, 74.8, 93.3, 115.6, 148.0, 189.3, 253.1, 390.5],
            weights: &[-0.045, 0.036, 0.122, 0.097, 0.078, 0.093, -0.038, -0.131, -0.159, -0.028, -0.099, -0.03, 0.101],
        },
        Scale {
            quantity: Quantity::AccountPace,
            only_new: false,
            edges: &[5.1, 9.0, 12.3, 15.0, 18.0, 20.9, 24.4, 29.0, 34.7, 44.2, 57.5, 89.2],
            weights: &[-0.188, -0.149, -0.02, -0.062, 0.019, 0.02, 0.196, 0.158, 0.135, 0.111, -0.042, -0.081, -0.097],
        },
        Scale {
            quantity: Quantity::InformationPages,
            only_new: false,
            edges: &[1.0, 2.0, 3.0],
            weights: &[-0.047, 0.046, -0.026, 0.028],
        },
        Scale {
            quantity: Quantity::InformationSeconds,
            only_new: false,
            edges: &[15.2, 44.0, 100.8, 239.0],
            weights: &[-0.083, 0.04, -0.013, 0.005, 0.052],
        },
        Scale {
            quantity: Quantity::InformationPace,
            only_new: false,
            edges: &[10.0, 23.8, 45.2, 92.0],
            weights: &[0.034, -0.145, 0.008, 0.064, 0.04],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: false,
            edges: &[1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 9.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 23.0, 26.0, 29.0, 33.0, 38.0, 44.0, 52.0, 64.0, 83.0, 119.0],
            weights: &[-0.294, -0.413, -0.413, -0.405, -0.369, -0.279, -0.105, -0.036, 0.03, 0.074, 0.11, 0.077, 0.104, 0.169, 0.103, 0.166, 0.236, 0.072, 0.057, 0.138, 0.157, 0.193, 0.251, 0.378],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: false,
            edges: &[22.0, 57.5, 95.3, 137.3, 184.1, 236.0, 293.5, 356.0, 432.8, 508.6, 599.0, 694.3, 809.7, 931.5, 1088.0, 1260.7, 1464.2, 1717.9, 2050.3, 2520.1, 3268.1, 4749.3],
            weights: &[-0.405, -0.41, -0.45, -0.443, -0.464, -0.493, -0.293, -0.09, -0.093, -0.003, 0.07, 0.105, 0.181, 0.271, 0.218, 0.319, 0.259, 0.084, 0.171, 0.281, 0.292, 0.365, 0.53],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: false,
            edges: &[6.7, 10.8, 13.5, 15.7, 17.6, 19.5, 21.3, 23.1, 25.0, 26.9, 28.9, 30.9, 33.1, 35.5, 38.4, 41.5, 45.1, 49.7, 55.5, 63.7, 76.2, 102.5],
            weights: &[-0.643, -0.49, -0.474, -0.315, -0.103, -0.045, -0.013, 0.027, 0.047, 0.07, 0.052, 0.01, 0.225, 0.21, 0.291, 0.26, 0.242, 0.198, 0.124, 0.29, 0.167, -0.015, -0.115],
        },
        Scale {
            quantity: Quantity::AccountPages,
            only_new: true,
            edges: &[1.0, 2.0, 4.0, 5.0, 8.0],
            weights: &[0.784, 0.331, -0.039, -0.16, -0.179, -0.198],
        },
        Scale {
            quantity: Quantity::ProductPages,
            only_new: true,
            edges: &[2.0, 5.0, 7.0, 10.0, 14.0, 18.0, 23.0, 29.0, 38.0, 52.0, 83.0],
            weights: &[0.192, 0.095, 0.042, 0.074, 0.052, 0.11, 0.009, 0.037, 0.039, -0.027, -0.031, -0.053],
        },
        Scale {
            quantity: Quantity::ProductSeconds,
            only_new: true,
            edges: &[22.0, 95.3, 184.1, 293.5, 432.8, 599.0, 809.7, 1088.0, 1464.2, 2050.3, 3268.1],
            weights: &[0.244, 0.059, -0.083, -0.137, -0.153, 0.004, 0.015, 0.086, 0.172, 0.105, 0.102, 0.125],
        },
        Scale {
            quantity: Quantity::ProductPace,
            only_new: true,
            edges: &[6.7, 13.5, 17.6, 21.3, 25.0, 28.9, 33.1, 38.4, 45.1, 55.5, 76.2],
            weights: &[0.049, -0.023, -0.096, -0.029, -0.014, -0.036, -0.061, 0.111, 0.194, 0.155, 0.168, 0.122],
        },
    ],
};
