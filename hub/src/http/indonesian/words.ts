import type { Sentence } from './index';

/** What the contract says of fields, and what holds for every request. */
export const WORDS: readonly Sentence[] = [
  ['The request is not as the contract demands; see errors.', 'Ada isian yang tidak sesuai; lihat rinciannya.'],
  ['A parameter is not as the contract demands; see errors.', 'Ada parameter yang tidak sesuai; lihat rinciannya.'],
  ['{0} is missing. Send it.', '{0} belum diisi.'],
  ['There is no field {0} here. Leave it out.', 'Tidak ada isian {0} di sini. Kosongkan.'],
  ['{0} does not have the form of this list\'s entries.', '{0} tidak berbentuk seperti isi daftar ini.'],
  ['Send one of {0}.', 'Kirim salah satu dari {0}.'],
  ['Leave this out.', 'Kosongkan ini.'], ['Leave it out.', 'Kosongkan.'], ['Leave this out or send a value: null is not used here.', 'Kosongkan, atau kirim nilainya: null tidak dipakai di sini.'],
  ['Send an object, { … }.', 'Kirim sebuah objek, { … }.'], ['Send a list, [ … ].', 'Kirim sebuah daftar, [ … ].'], ['Send a text in quotes.', 'Kirim teks dalam tanda kutip.'], ['Send true or false.', 'Kirim true atau false.'], ['Send a whole number.', 'Kirim bilangan bulat.'], ['Send a number.', 'Kirim bilangan.'],
  ['Send at least {0}.', 'Kirim sedikitnya {0}.'], ['Send at most {0}.', 'Kirim paling banyak {0}.'], ['Send at least {0} character.', 'Isi sedikitnya {0} huruf.'], ['Send at least {0} characters.', 'Isi sedikitnya {0} huruf.'], ['Send at most {0} characters.', 'Isi paling banyak {0} huruf.'],
  ['Send at least {0} entry.', 'Kirim sedikitnya {0} isi.'], ['Send at least {0} entries.', 'Kirim sedikitnya {0} isi.'], ['Send at most {0} entries.', 'Kirim paling banyak {0} isi.'], ['Send every entry once.', 'Kirim setiap isi satu kali.'], ['Send a text of the form {0}.', 'Kirim teks berbentuk {0}.'],
  ['Send this as the contract at /docs demands.', 'Kirim seperti diminta kontrak di /docs.'], ['Send an object with {0}.', 'Kirim objek dengan {0}.'], ['This is empty. {0}', 'Ini kosong. {0}'],
  ['Send a calendar date such as 2026-11-22.', 'Kirim tanggal kalender seperti 2026-11-22.'], ['Send a whole number in digits.', 'Kirim bilangan bulat dalam angka.'], ['Send this parameter once, as one value.', 'Kirim parameter ini satu kali, dengan satu nilai.'], ['Send the value in UTF-8, percent-encoded.', 'Kirim nilainya dalam UTF-8.'],
  ['There is no parameter {0} here; there are {1}.', 'Tidak ada parameter {0} di sini; yang ada {1}.'], ['There is no parameter {0} here.', 'Tidak ada parameter {0} di sini.'],
  ['Send {0} no later than {1}; the day of {2} itself is not included.', 'Kirim {0} paling lambat {1}; hari {2} sendiri tidak termasuk.'],
  ['One of these roles may do this: {0}.', 'Yang boleh melakukan ini: {0}.'], ['Partners call this with a signed token of their own; people cannot.', 'Ini dipanggil mitra dengan token bertanda tangan; orang tidak dapat.'],
  ['There is no such route. The routes stand at /docs.', 'Alamat ini tidak ada. Daftarnya ada di /docs.'], ['This path takes {0}.', 'Alamat ini menerima {0}.'],
  ['A body has at most 64 KiB, a batch or a dispute with its files at most 2 MiB, a partner\'s day at most 64 MiB.', 'Isi paling besar 64 KiB, kumpulan atau sengketa dengan berkasnya 2 MiB, satu hari mitra 64 MiB.'],
  ['The hub waited too long for other work. Nothing happened; send the request again with the same key and a new token.', 'Hub menunggu pekerjaan lain terlalu lama. Tidak terjadi apa-apa; kirim sekali lagi.'], ['The hub cannot reach its books now. Nothing happened; send the request again with the same key and a new token.', 'Hub tidak dapat menjangkau bukunya sekarang. Tidak terjadi apa-apa; kirim sekali lagi.'],
  ['The request may have happened. Send it again with the same key and a new token.', 'Permintaan ini mungkin sudah terjadi. Kirim sekali lagi dengan kunci yang sama.'],
  ['The filter, order or page size differs from that of the first page.', 'Saringan, urutan, atau ukuran halaman lain dari halaman pertama.'],
];
