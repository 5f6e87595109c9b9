import type { Sentence } from './index';

/** Settlement groups, limits on issuing and budgets of campaigns. */
export const BOUNDS: readonly Sentence[] = [
  ['There is no settlement group with this id.', 'Tidak ada kelompok penyelesaian dengan id ini.'], ['There is no change of a settlement group with this id.', 'Tidak ada perubahan kelompok penyelesaian dengan id ini.'], ['A group with this name is there already.', 'Sudah ada kelompok dengan nama ini.'],
  ['You proposed this change. Another person has to approve it.', 'Anda yang mengusulkan perubahan ini. Orang lain harus menyetujuinya.'], ['The change is {0}; only a proposed one can be decided.', 'Perubahan ini {0}; hanya yang diusulkan dapat diputuskan.'],
  ['A change begins on a later day than {0}, whose window is open.', 'Perubahan berlaku setelah {0}, yang jendelanya masih terbuka.'], ['Send a date after {0}.', 'Isi tanggal setelah {0}.'],
  ['You proposed this limit. Another person has to approve it.', 'Anda yang mengusulkan batas ini. Orang lain harus menyetujuinya.'], ['Name the partner whose keys or tills are limited.', 'Sebutkan mitra yang kunci atau kasirnya dibatasi.'], ['A key is named by limits of scope KEY only.', 'Kunci hanya disebut oleh batas menurut kunci.'], ['A till is named by limits of scope TILL only.', 'Kasir hanya disebut oleh batas menurut kasir.'],
  ['There is no such {0}.', 'Yang dimaksud tidak ada: {0}.'], ['Send the id of a {0} of the partner.', 'Kirim id {0} milik mitra itu.'], ['A limit begins on a later day than {0}. To stop a key at once, revoke it.', 'Batas berlaku setelah {0}. Untuk menghentikan kunci seketika, cabut kuncinya.'],
  ['The limit is {0}; only a proposed one can be decided. A limit is lifted by one without bounds from a later day on.', 'Batas ini {0}; hanya yang diusulkan dapat diputuskan. Batas dicabut oleh batas tanpa angka sejak hari yang akan datang.'], ['There is no issuing limit with this id that you may see.', 'Tidak ada batas penerbitan dengan id ini yang boleh Anda lihat.'],
  ['Bonuses that share the budget {0} say the same number of points.', 'Bonus yang berbagi anggaran {0} menyebut jumlah poin yang sama.'],
];
