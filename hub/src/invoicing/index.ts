export { AccountStatementsService } from './account-statements.service';
export { AccountsApi } from './accounts.api';
export { DocumentsService } from './documents.service';
export { FilesService } from './files.service';
export { InvoicesApi } from './invoices.api';
export { ReceiptsService } from './receipts.service';
export { StatementsService } from './statements.service';
export { SETTLEMENT_INVARIANTS } from './settled-books.sql';
